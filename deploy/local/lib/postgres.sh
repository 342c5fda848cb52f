# A throw-away PostgreSQL cluster on loopback. Sourced after common.sh.
# As root the server runs as a system user, because PostgreSQL refuses to run as root.

find_postgres() {
  PG_BIN=
  local candidate version
  for candidate in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin 2>/dev/null | sort -Vr) "$(dirname "$(command -v postgres || echo /none/x)")"; do
    [ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ] || continue
    version=$("$candidate/postgres" --version | grep -oE '[0-9]+' | head -n1)
    if [ "$version" -ge 15 ]; then PG_BIN=$candidate; return 0; fi
  done
  return 1
}

pg_as() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

# start_postgres DIR: exports PG_PORT, PG_BIN, PG_DATA and INTEGRATION_TEST_POSTGRES.
start_postgres() {
  find_postgres || { install_package postgresql "PostgreSQL 15 or newer"; find_postgres || die "PostgreSQL 15 or newer is missing: install it and run again"; }
  PG_HOME=$1 PG_DATA=$1/data
  PG_PORT=${INTEGRATION_PG_PORT:-$(free_port)}
  mkdir -p "$PG_HOME"
  [ "$(id -u)" != 0 ] || chown postgres "$PG_HOME"
  # A checkout below a private home directory cannot be entered by the system user: then the cluster lives in /tmp.
  if ! pg_as test -w "$PG_HOME"; then
    PG_HOME=$(mktemp -d /tmp/integration-pg.XXXXXX); PG_DATA=$PG_HOME/data
    [ "$(id -u)" != 0 ] || chown postgres "$PG_HOME"
  fi
  if [ ! -s "$PG_DATA/PG_VERSION" ]; then
    (cd "$PG_HOME" && pg_as "$PG_BIN/initdb" -D "$PG_DATA" -U integration --auth=trust -E UTF8 --no-locale --no-sync >"$PG_HOME/initdb.log" 2>&1) \
      || die "initdb failed: $(tail -n1 "$PG_HOME/initdb.log")"
  fi
  (cd "$PG_HOME" && pg_as "$PG_BIN/pg_ctl" -D "$PG_DATA" -w -t 60 -l "$PG_HOME/server.log" \
    -o "-p $PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300 -c shared_buffers=256MB -c max_wal_size=2GB" start >/dev/null) \
    || die "PostgreSQL did not start: $(tail -n1 "$PG_HOME/server.log" 2>/dev/null)"
  export PG_PORT PG_BIN PG_DATA PG_HOME
  export INTEGRATION_TEST_POSTGRES="Host=127.0.0.1;Port=$PG_PORT;Username=integration;Database=postgres"
}

stop_postgres() {
  [ -n "${PG_DATA:-}" ] || return 0
  (cd / && pg_as "$PG_BIN/pg_ctl" -D "$PG_DATA" -m immediate -w stop >/dev/null 2>&1) || say "PostgreSQL was not running any more"
}
