# A RabbitMQ node of our own on loopback, with its own data, cookie and epmd. Sourced after common.sh.

find_rabbitmq() {
  local candidate
  for candidate in /usr/lib/rabbitmq/bin /opt/homebrew/opt/rabbitmq/sbin /usr/local/opt/rabbitmq/sbin; do
    if [ -x "$candidate/rabbitmq-server" ]; then RABBIT_BIN=$candidate; return 0; fi
  done
  return 1
}

rabbit_env() {
  env HOME="$RABBIT_HOME" RABBITMQ_NODENAME="integration@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$RABBIT_PORT" \
    RABBITMQ_DIST_PORT="$RABBIT_DIST_PORT" ERL_EPMD_PORT="$RABBIT_EPMD_PORT" ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_MNESIA_BASE="$RABBIT_HOME/data" \
    RABBITMQ_LOG_BASE="$RABBIT_HOME/log" RABBITMQ_ENABLED_PLUGINS_FILE="$RABBIT_HOME/plugins" RABBITMQ_PID_FILE="$RABBIT_HOME/pid" \
    RABBITMQ_CONFIG_FILE="$RABBIT_HOME/rabbitmq.conf" RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}" "$@"
}

# start_rabbitmq DIR: exports RABBIT_PORT and INTEGRATION_TEST_RABBITMQ.
start_rabbitmq() {
  find_rabbitmq || { install_package rabbitmq-server "RabbitMQ 3.10 or newer"; find_rabbitmq || die "RabbitMQ 3.10 or newer is missing: install it and run again"; }
  RABBIT_HOME=$1
  RABBIT_PORT=${INTEGRATION_RABBIT_PORT:-$(free_port)} RABBIT_DIST_PORT=$(free_port) RABBIT_EPMD_PORT=$(free_port)
  mkdir -p "$RABBIT_HOME"
  printf '[].\n' >"$RABBIT_HOME/plugins"
  printf 'disk_free_limit.absolute = 50MB\n' >"$RABBIT_HOME/rabbitmq.conf"
  own_session
  # The whole subshell lets go of our output: a caller that reads it would otherwise wait for the broker's end.
  (cd "$RABBIT_HOME" && exec </dev/null >"$RABBIT_HOME/server.log" 2>&1 && rabbit_env "${OWN_SESSION[@]}" "$RABBIT_BIN/rabbitmq-server" &)
  wait_until 90 "RabbitMQ (see $RABBIT_HOME/server.log)" rabbit_env "$RABBIT_BIN/rabbitmqctl" await_startup --timeout 5
  export RABBIT_BIN RABBIT_HOME RABBIT_PORT RABBIT_DIST_PORT RABBIT_EPMD_PORT
  export INTEGRATION_TEST_RABBITMQ="amqp://guest:guest@127.0.0.1:$RABBIT_PORT/"
}

stop_rabbitmq() {
  [ -n "${RABBIT_HOME:-}" ] || return 0
  [ ! -s "$RABBIT_HOME/pid" ] || kill -9 "$(cat "$RABBIT_HOME/pid")" 2>/dev/null || say "RabbitMQ was not running any more"
  local epmd
  epmd=$(command -v epmd || ls -d /usr/lib/erlang/erts-*/bin/epmd 2>/dev/null | head -n1)
  # The node's name leaves epmd a moment after the node is gone; until then epmd refuses to end.
  [ -z "$epmd" ] || (wait_until 10 "the end of epmd" env ERL_EPMD_PORT="$RABBIT_EPMD_PORT" "$epmd" -kill) || say "epmd was left running"
}
