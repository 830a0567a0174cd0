#!/usr/bin/env bash
# What putting traffic on a server costs the driver itself: Ballast beside pgbench at the same rate, by turns, in one run
# on one server. CPU seconds of the drivers per 10,000 statements, the rate they achieved, and the ratio.
#
#   bench/traffic.sh [--rate N] [--sessions N] [--seconds N] [--rounds N]     1000, 8, 20 and 5 by default
#
# Both look up rows of pgbench_accounts by prepared statements, with random arrivals. Of Ballast the second half of the
# time counts, since its code is compiled in the first; "whole" has all of the process, its start with it. pgbench counts
# whole. Needs Debian's postgresql package.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)

die() { printf 'error: %s\n' "$*" >&2; exit 6; }

rate=1000
sessions=8
seconds=20
rounds=5
while [ $# -gt 0 ]; do
  case $1 in
    --rate) rate=$2; shift 2 ;;
    --sessions) sessions=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    --rounds) rounds=$2; shift 2 ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

"$home/ballast" --version > /dev/null # builds where needed
. "$home/.mvn/find-jdk.sh"
find_jdk
package=$home/cli/target/ballast
major=$(ls /usr/lib/postgresql 2> /dev/null | sort -n | tail -n 1)
bin=/usr/lib/postgresql/$major/bin
[ -x "$bin/pgbench" ] || die "no pgbench under /usr/lib/postgresql: apt-get install postgresql"
as=()
if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid=postgres --regid=postgres --clear-groups --); fi
work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-traffic.XXXXXX")
chmod 711 "$work"
install -d "$work/cluster"
if [ "$(id -u)" = 0 ]; then chown postgres: "$work/cluster"; fi
cleanup() {
  "${as[@]}" "$bin/pg_ctl" -D "$work/cluster/data" -m immediate -s -w stop > /dev/null 2>&1 || true
  rm -rf "$work"
}
trap cleanup EXIT
port=$((20000 + $$ % 10000))
at=(-h 127.0.0.1 -p "$port" -U postgres)
"${as[@]}" "$bin/initdb" -D "$work/cluster/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 > /dev/null
"${as[@]}" "$bin/pg_ctl" -D "$work/cluster/data" -l "$work/cluster/log" -s -w \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/cluster -c fsync=off" start
"$bin/pgbench" "${at[@]}" -i -q -s 10 postgres 2> /dev/null
cat > "$work/select.sql" << 'END'
\set aid random(1, 1000000)
SELECT abalance FROM pgbench_accounts WHERE aid = :aid;
END
jars=$package/ballast.jar:$package/lib/*
"$JAVA_HOME/bin/javac" -proc:none -d "$work/classes" -cp "$jars" "$home/bench/PutTraffic.java"
cd "$work"

TIMEFORMAT='%U %S'
peer() {
  { time "$bin/pgbench" "${at[@]}" -n -M prepared -f select.sql -R "$rate" -c "$sessions" -j 2 -T "$seconds" postgres \
    > peer.log 2>&1; } 2> peer.cpu
  awk '/actually processed/ { n = $NF; sub("/.*", "", n) } /^tps/ { tps = $3 } END { printf "%d %.1f ", n, tps }' peer.log
  awk '{ printf "%.3f\n", $1 + $2 }' peer.cpu
}
ours() {
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED \
    -cp "$work/classes:$jars" PutTraffic \
    127.0.0.1 "$port" select.sql "$rate" "$sessions" "$seconds"
}
for ((i = 0; i < rounds; i++)); do
  peer >> peer.rows
  ours >> ours.rows
done
[ "$(awk '{ failed += $7 } END { print failed + 0 }' ours.rows)" = 0 ] || die "statements failed"

median() { sort -n | awk '{ all[NR] = $1 } END { print NR % 2 ? all[(NR + 1) / 2] : (all[NR / 2] + all[NR / 2 + 1]) / 2 }'; }
least() { sort -n | head -n 1; }
greatest() { sort -n | tail -n 1; }
row() {
  printf '| %s | %.0f | %.3f | %.3f | %.3f |\n' "$1" "$(awk '{ print $2 }' "$2" | median)" \
    "$(awk -v c="$3" '{ print $c / $1 * 10000 }' "$2" | median)" \
    "$(awk -v c="$3" '{ print $c / $1 * 10000 }' "$2" | least)" "$(awk -v c="$3" '{ print $c / $1 * 10000 }' "$2" | greatest)"
}
printf 'cores: %s, load: %s, rounds: %s, requested per second: %s, sessions: %s\n\n' \
  "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)" "$rounds" "$rate" "$sessions"
printf '| driver | per second | CPU s per 10,000 | least | greatest |\n|---|---:|---:|---:|---:|\n'
row pgbench peer.rows 3
row Ballast ours.rows 3
awk '{ print $1 * 2, $2, $4 }' ours.rows > whole.rows
row 'Ballast, whole' whole.rows 3
paste -d ' ' ours.rows peer.rows | awk '{ print ($3 / $1) / ($10 / $8) }' > ratios
printf '\nratio of CPU per statement to pgbench: median %.2f, least %.2f, greatest %.2f; p50 %s ms, p99 %s ms\n' \
  "$(median < ratios)" "$(least < ratios)" "$(greatest < ratios)" \
  "$(awk '{ print $5 }' ours.rows | median)" "$(awk '{ print $6 }' ours.rows | median)"
