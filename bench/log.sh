#!/usr/bin/env bash
# How fast a server's log is read, and in how much memory: `ballast log read` beside pgbadger on the same file in one run.
#
#   bench/log.sh [MEGABYTES ...]        default 100 1024
#
# The file is written by MakeLog.java: the form of stderr with a prefix that pgbadger documents. Both classify and normalise
# statements, and write their result as JSON. Needs GNU time; where there is no pgbadger (Debian: package pgbadger), only Ballast is
# measured. TMPDIR names where the file lies. Prints the table of docs/reference/benchmarks.md.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)
[ $# -gt 0 ] || set -- 100 1024
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
prefix='%t [%p]: user=%u,db=%d,app=%a,client=%h '
[ -x /usr/bin/time ] || { echo "no GNU time: apt-get install time" >&2; exit 6; }
work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-log.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Wall seconds, CPU seconds and greatest resident memory of a command.
measure() {
  /usr/bin/time -q -o "$work/time" -f '%e %U %S %M' "$@" > "$work/out" 2> "$work/err" || [ $? -le 3 ] || { tail -n 5 "$work/err" >&2; exit 1; }
}

row() {
  awk -v mb="$1" -v tool="$2" '{ cpu = $2 + $3; printf "| %d | %s | %.1f | %.1f | %.0f | %.0f |\n", mb, tool, $1, cpu, mb / cpu, $4 / 1024 }' "$work/time"
}

"$home/ballast" --version > /dev/null # builds where needed
printf 'Made by `bench/log.sh %s` on %s, %s processors, load average before %s.\n\n' "$*" "$(date -u +%F)" "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)"
printf '| MB | tool | wall s | CPU s | MB per CPU s | memory MB |\n|---:|---|---:|---:|---:|---:|\n'
for size in "$@"; do
  "$java" "$home/bench/MakeLog.java" "$work/server.log" "$size"
  measure "$home/ballast" log read --quiet --prefix "$prefix" --output json "$work/server.log"
  row "$size" Ballast
  if command -v pgbadger > /dev/null 2>&1; then
    measure pgbadger --quiet --jobs 1 --prefix "$prefix" --format stderr --extension json --outfile "$work/report.json" "$work/server.log"
    row "$size" "pgbadger $(pgbadger --version | cut -d ' ' -f 3)"
  fi
  rm -f "$work/server.log"
done
