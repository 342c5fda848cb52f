# Runs tests/Chaos on a throw-away PostgreSQL. Sourced after common.sh.
source "$ROOT/deploy/local/lib/postgres.sh"
source "$ROOT/deploy/local/lib/services.sh"

# run_chaos MODE ARGUMENT...
run_chaos() {
  need_dotnet
  work=$(mktemp -d "${TMPDIR:-/tmp}/integration-chaos.XXXXXX")
  chmod 755 "$work"
  cleanup() { stop_postgres; remove_postgres "$work/postgres"; rm -rf "$work"; }
  trap cleanup EXIT
  start_postgres "$work/postgres"
  build tests/Chaos
  INTEGRATION_TEST_POSTGRES="Host=127.0.0.1;Port=$PG_PORT;Username=integration;Database=postgres" dotnet "$(dll tests/Chaos)" "$@"
}
