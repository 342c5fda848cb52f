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

# postgres_home DIR: where DIR's cluster lives. That is DIR; but a checkout below a private home directory cannot be entered by the system user, and then it is a directory in /tmp,
# which DIR.home names from then on.
postgres_home() {
  local home=
  if [ -s "$1.home" ]; then home=$(cat "$1.home"); fi
  # One that somebody else made there meanwhile is not ours.
  if ! pg_as test -O "$home"; then
    home=$1
    [ "$(id -u)" != 0 ] || chown postgres "$home"
    if ! pg_as test -w "$home"; then
      home=$(mktemp -d /tmp/integration-pg.XXXXXX) || die "no directory could be made in /tmp"
      [ "$(id -u)" != 0 ] || chown postgres "$home"
      echo "$home" >"$1.home"
    fi
  fi
  echo "$home"
}

# start_postgres DIR: exports PG_PORT, PG_BIN, PG_HOME, PG_DATA and INTEGRATION_TEST_POSTGRES. With a DIR of before, its data are there.
start_postgres() {
  find_postgres || { install_package postgresql "PostgreSQL 15 or newer"; find_postgres || die "PostgreSQL 15 or newer is missing: install it and run again"; }
  mkdir -p "$1"
  PG_HOME=$(postgres_home "$1")
  PG_DATA=$PG_HOME/data
  PG_PORT=${INTEGRATION_PG_PORT:-$(free_port)}
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

# remove_postgres DIR: the stopped cluster of start_postgres DIR, wherever it lives.
remove_postgres() {
  if [ -s "$1.home" ]; then rm -rf "$(cat "$1.home")"; fi
  rm -rf "$1" "$1.home"
}
