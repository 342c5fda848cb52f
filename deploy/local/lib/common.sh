# Shared by the commands in deploy/local. Sourced, never run.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
RUN_DIR=${INTEGRATION_RUN_DIR:-$ROOT/.run}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1
  fi
}

# install PACKAGE WHAT: with the system's package manager, or one clear line why not.
install_package() {
  command -v apt-get >/dev/null || die "$2 is missing and this system has no apt-get: install $2 and run again"
  say "installing $1 ..."
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"; } >/dev/null 2>&1 \
    || die "$2 is missing and could not be installed (needs root or passwordless sudo): install $2 and run again"
}

need_dotnet() {
  command -v dotnet >/dev/null || die "the .NET 10 SDK is missing: install it from https://dotnet.microsoft.com and run again"
  dotnet --list-sdks | grep -q '^10\.' || die "the .NET 10 SDK is missing (found: $(dotnet --list-sdks | cut -d' ' -f1 | xargs)): install it and run again"
}

# Some tests publish from another language; those that lint need Node.js 20.19 and are skipped on an older one.
need_node() {
  command -v node >/dev/null && command -v npm >/dev/null && return
  install_package nodejs "Node.js 18 or newer"
  command -v npm >/dev/null || install_package npm "npm"
}

# The Python example needs its broker's client; without it, that one test is skipped.
want_pika() {
  local python
  for python in python3 /usr/bin/python3; do "$python" -c 'import pika' 2>/dev/null && return; done
  (install_package python3-pika "Python's pika") || say "its example is not run"
}

# Rate limits and cached answers that processes share are tested on a real Redis; without one, those tests are skipped.
want_redis() {
  command -v redis-server >/dev/null && return
  (install_package redis-server "Redis") || say "the tests with Redis are not run"
}

# The alerts are judged by Prometheus' own promtool; without it, those tests are skipped.
want_promtool() {
  command -v promtool >/dev/null && return
  (install_package prometheus "promtool") || say "the alerts are not tried"
}

free_port() {
  python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])' 2>/dev/null && return
  local port
  for port in $(shuf -i 20000-30000 -n 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  die "no free port found"
}

# own_session: sets OWN_SESSION, the words in front of a command that give it a session of its own, under its own process id: Ctrl-C in the script's terminal does not reach it. macOS has no setsid, but Perl.
own_session() {
  OWN_SESSION=(setsid)
  command -v setsid >/dev/null || OWN_SESSION=(perl -MPOSIX -e 'POSIX::setsid(); exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\n"' --)
}

# wait_until SECONDS WHAT COMMAND...: runs the command until it succeeds.
wait_until() {
  local limit=$1 what=$2 end; shift 2
  end=$((SECONDS + limit))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || die "$what did not come up within ${limit}s"
    sleep 0.1
  done
}
