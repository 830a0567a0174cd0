#!/usr/bin/env bash
# The back-test of the forecast of a recovery: a cluster that grows, proofs of it under changing traffic, and how far
# each proof is from what the others forecast for it.
#
#   bench/forecast.sh [--drills N] [--major M] [--size MB]
#
#   --drills N  proofs, each of a larger cluster than the one before; default 12
#   --major M   PostgreSQL's major; default the newest under /usr/lib/postgresql
#   --size MB   size to begin with, as pgbench makes it; default 150
#
# Needs Debian's postgresql package with pgbench. As root, the server runs as the user postgres. BALLAST names another
# program than ./ballast.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)
ballast=${BALLAST:-$home/ballast}

drills=12
size=150
major=
while [ $# -gt 0 ]; do
  case $1 in
    --drills) drills=$2; shift 2 ;;
    --major) major=$2; shift 2 ;;
    --size) size=$2; shift 2 ;;
    *) sed -n '5,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

[ -n "$major" ] || major=$(ls /usr/lib/postgresql 2> /dev/null | sort -n | tail -n 1)
bin=/usr/lib/postgresql/$major/bin
[ -x "$bin/pgbench" ] || { echo "error: no pgbench under /usr/lib/postgresql" >&2; exit 6; }
as=()
if [ "$(id -u)" = 0 ]; then
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-bench.XXXXXX")
chmod 755 "$work"
if [ "$(id -u)" = 0 ]; then chown postgres: "$work"; fi
cd "$work"
export BALLAST_STATE=$work/state LC_ALL=C.UTF-8
traffic=
cleanup() {
  [ -z "$traffic" ] || kill "$traffic" 2> /dev/null || true
  "${as[@]}" "$bin/pg_ctl" -D "$work/data" -m immediate -s -w stop || true
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

port=$((20000 + $$ % 10000))
at=(-h 127.0.0.1 -p "$port" -U postgres)
url=postgresql://postgres@127.0.0.1:$port/postgres?sslmode=disable
"${as[@]}" "$bin/initdb" -D "$work/data" -U postgres -A trust --data-checksums -E UTF8 --locale=C.UTF-8 > initdb.log
"${as[@]}" tee -a "$work/data/postgresql.conf" > /dev/null << END
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = '$work'
max_wal_size = 4GB
END
"${as[@]}" "$bin/pg_ctl" -D "$work/data" -l "$work/server.log" -s -w start
"$bin/pgbench" "${at[@]}" -i -q -s $((size / 15)) postgres 2> pgbench.log
vault=(--vault "$work/vault" --key "file:$work/key")
"$ballast" vault init --vault "$work/vault" --key "file:$work/key" --new-key > /dev/null

# A fixed sequence, so that a run can be repeated: rows that are added, and transactions per second meanwhile.
rows=(0 900000 200000 1500000 100000 600000 1100000 300000 1300000 500000 800000 400000)
rates=(50 900 200 2000 20 1400 400 2600 100 1700 700 1100)
for ((i = 0; i < drills; i++)); do
  "$bin/psql" "${at[@]}" -X -q -d postgres -c "CREATE TABLE grown_$i AS
    SELECT g, md5(g::text) AS a, md5((g + 1)::text) AS b FROM generate_series(1, ${rows[i % 12]}) AS g"
  "$bin/pgbench" "${at[@]}" -n -c 4 -T 600 -R "${rates[i % 12]}" postgres > /dev/null 2>&1 &
  traffic=$!
  "$ballast" prove --target "$url" "${vault[@]}" --quiet > "proof.$i" || { tail -n 30 "proof.$i" >&2; exit 1; }
  kill "$traffic"
  wait "$traffic" 2> /dev/null || true
  traffic=
  printf 'drill %s done\n' "$i" >&2
done
"$ballast" recovery forecast --target "$url" "${vault[@]}" || [ $? = 3 ]
"$ballast" recovery forecast --target "$url" "${vault[@]}" --output json || [ $? = 3 ]
