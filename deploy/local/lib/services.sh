# Our own processes, started in the background with their pid and log in a run directory. Sourced after common.sh.

# build PROJECT...: Release, quiet.
build() {
  local project output
  for project in "$@"; do
    say "building $(basename "$project") ..."
    output=$(dotnet build "$ROOT/$project" -c Release --nologo -v quiet 2>&1) || { say "$output"; die "the build of $project failed"; }
  done
}

dll() { echo "$ROOT/$1/bin/Release/net10.0/$(basename "$1").dll"; }

is_running() { [ -s "$1" ] && kill -0 "$(cat "$1")" 2>/dev/null; }

# start_process NAME DIR PROJECT URL [NAME=VALUE...]: settings that the environment already has win over the given ones.
start_process() {
  local name=$1 dir=$2 project=$3 url=$4 setting; shift 4
  mkdir -p "$dir"
  (
    for setting in "$@"; do
      [ -n "$(printenv "${setting%%=*}")" ] || export "${setting?}"
    done
    export ASPNETCORE_URLS="$url"
    own_session
    exec "${OWN_SESSION[@]}" dotnet "$(dll "$project")" </dev/null >>"$dir/$name.log" 2>&1
  ) &
  echo $! >"$dir/$name.pid"
  wait_for_process "$name" "$dir" "$url"
}

wait_for_process() {
  local name=$1 dir=$2 url=$3 end=$((SECONDS + 60))
  until curl -fsS --max-time 5 "$url/health/live" >/dev/null 2>&1; do
    is_running "$dir/$name.pid" || die "$name ended: $(tail -n 5 "$dir/$name.log")"
    [ $SECONDS -lt $end ] || die "$name did not answer at $url within 60s (see $dir/$name.log)"
    sleep 0.2
  done
}

# stop_process NAME DIR: asks, waits for what it holds to be finished, then insists.
stop_process() {
  local file=$2/$1.pid pid end=$((SECONDS + 40))
  is_running "$file" || { rm -f "$file"; return 0; }
  pid=$(cat "$file")
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do
    if [ $SECONDS -ge $end ]; then say "$1 did not end within 40s and is killed"; kill -9 "$pid"; fi
    sleep 0.1
  done
  rm -f "$file"
}

psql_ours() { "$PG_BIN/psql" -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$PG_PORT" -U integration -d integration "$@"; }

need_database() {
  "$PG_BIN/psql" -X -qtA -h 127.0.0.1 -p "$PG_PORT" -U integration -d postgres -c "select 1 from pg_database where datname = 'integration'" | grep -q 1 \
    || "$PG_BIN/psql" -X -q -h 127.0.0.1 -p "$PG_PORT" -U integration -d postgres -c "create database integration" \
    || die "the database could not be created"
}
