#!/usr/bin/env bash
# What watching costs: the database's time, the node's CPU and memory, the store's size, the time of reading a series.
#
#   bench/watch.sh beside [--minutes N]                     beside prometheus-postgres-exporter, in one run on one server
#   bench/watch.sh month [--days N]                         a month of one server, played on at true cadence; sizes, reads
#   bench/watch.sh fleet [--targets N] [--servers N] [--minutes N]   a node over many targets with 512 MB of heap
#   bench/watch.sh soak                                     the same for an hour
#
# Tables go to standard output. `beside` needs Debian's postgresql package, curl, and root: the exporter is installed
# where it is missing, and skipped where it cannot be. The others need a JDK only.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)

say() { printf '%s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 6; }

mode=${1:-}
[ $# -gt 0 ] && shift
minutes=
days=30
targets=200
servers=10
while [ $# -gt 0 ]; do
  case $1 in
    --minutes) minutes=$2; shift 2 ;;
    --days) days=$2; shift 2 ;;
    --targets) targets=$2; shift 2 ;;
    --servers) servers=$2; shift 2 ;;
    *) mode=; break ;;
  esac
done

"$home/ballast" --version > /dev/null # builds where needed
. "$home/.mvn/find-jdk.sh"
find_jdk
package=$home/cli/target/ballast
work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-watch.XXXXXX")
chmod 711 "$work"
ending=()
finish() {
  for each in "${ending[@]}"; do $each > /dev/null 2>&1 || true; done
  rm -rf "$work"
}
trap finish EXIT

program() {
  heap=$1
  shift
  "$JAVA_HOME/bin/java" "-Xmx$heap" --enable-native-access=ALL-UNNAMED -cp "$package/ballast.jar:$package/lib/*" \
    "$home/bench/Watch.java" "$@"
}

# Seconds of CPU that a process and its threads have used.
cpu() { awk -v hz="$(getconf CLK_TCK)" '{ sub(/^.*\) /, ""); printf "%.2f", ($12 + $13) / hz }' "/proc/$1/stat"; }
resident() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }

beside() {
  minutes=${minutes:-4}
  [ "$(id -u)" = 0 ] || die "this comparison needs root"
  major=$(ls /usr/lib/postgresql 2> /dev/null | sort -n | tail -n 1)
  bin=/usr/lib/postgresql/$major/bin
  [ -x "$bin/initdb" ] || die "no server under /usr/lib/postgresql: apt-get install postgresql"
  exporter=$(command -v prometheus-postgres-exporter || true)
  if [ -z "$exporter" ]; then
    apt-get install -y -qq --no-install-recommends prometheus-postgres-exporter > /dev/null 2>&1 || true
    exporter=$(command -v prometheus-postgres-exporter || true)
    [ -n "$exporter" ] || say "skipped: prometheus-postgres-exporter, apt-get could not install it"
  fi
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
  install -d -o postgres "$work/cluster"
  "${as[@]}" "$bin/initdb" -A trust -D "$work/cluster/data" > /dev/null
  port=$((20000 + $$ % 20000))
  "${as[@]}" "$bin/pg_ctl" -w -D "$work/cluster/data" -l "$work/cluster/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/cluster -c shared_preload_libraries=pg_stat_statements" \
    start > /dev/null
  ending+=("${as[*]} $bin/pg_ctl -m fast -D $work/cluster/data stop")
  sql() { "$bin/psql" -h 127.0.0.1 -p "$port" -U postgres -X -q -A -t -c "$1"; }
  sql 'CREATE EXTENSION pg_stat_statements'
  sql 'CREATE ROLE ballast_watch LOGIN IN ROLE pg_monitor'
  sql 'CREATE ROLE exporter LOGIN IN ROLE pg_monitor'
  sql 'CREATE TABLE held AS SELECT generate_series(1, 100000) AS id'

  printf 'version: 1\ntargets:\n  one:\n    host: 127.0.0.1\n    port: %s\n    user: ballast_watch\n    auth: [none]\n' \
    "$port" > "$work/ballast.yaml"
  "$home/ballast" serve --config "$work/ballast.yaml" --state "$work/serve" --port 0 > "$work/serve.log" 2>&1 &
  node=$!
  ending+=("kill $node")
  if [ -n "$exporter" ]; then
    DATA_SOURCE_NAME="postgresql://exporter@127.0.0.1:$port/postgres?sslmode=disable" \
      "$exporter" --web.listen-address=127.0.0.1:$((port + 1)) > "$work/exporter.log" 2>&1 &
    other=$!
    ending+=("kill $other")
  fi
  sleep 60 # to warm up
  sql 'SELECT pg_stat_statements_reset()' > /dev/null
  node_before=$(cpu "$node")
  [ -z "$exporter" ] || other_before=$(cpu "$other")
  scrapes=$((minutes * 6))
  for _ in $(seq "$scrapes"); do
    [ -z "$exporter" ] || curl -s "http://127.0.0.1:$((port + 1))/metrics" > "$work/metrics"
    sleep 10
  done
  printf '| side | passes | database ms, all | database ms each 10 s | statements | client CPU s | %% of a core | resident MB |\n'
  printf '|---|---:|---:|---:|---:|---:|---:|---:|\n'
  row() {
    used=$(awk -v a="$3" -v b="$(cpu "$4")" 'BEGIN { printf "%.2f", b - a }')
    sql "SELECT round(sum(total_exec_time + total_plan_time)::numeric, 1) || ' | ' ||
                round((sum(total_exec_time + total_plan_time) / $scrapes)::numeric, 2) || ' | ' || sum(calls)
         FROM pg_stat_statements WHERE userid = '$2'::regrole" |
      awk -v side="$1" -v n="$scrapes" -v used="$used" -v rss="$(resident "$4")" \
        '{ printf "| %s | %d | %s | %s | %.3f | %d |\n", side, n, $0, used, 100 * used / (n * 10), rss }'
  }
  row Ballast ballast_watch "$node_before" "$node"
  [ -z "$exporter" ] || row "prometheus-postgres-exporter $("$exporter" --version 2>&1 | awk 'NR == 1 { print $3 }')" \
    exporter "$other_before" "$other"
}

case $mode in
  beside) beside ;;
  month) program 1g month "$work" "$days" 120 ;;
  fleet) program 512m fleet "$work" "$targets" "$servers" $((${minutes:-10} * 60)) ;;
  soak) program 512m fleet "$work" "$targets" "$servers" 3600 ;;
  *) sed -n '4,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
