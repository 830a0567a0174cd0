#!/bin/sh
# How long a rehearsal takes from the command to its result, on a clone that is ready, and how long the clone took.
#
#   bench/rehearse.sh [--scale N] [--rounds N] [--major N]
#
# --scale   of pgbench's tables; 130 is about 2 GB, the default
# --rounds  rehearsals of each kind; the default is 3
#
# Needs Debian's postgresql packages of that major (15 by default) for initdb and pgbench, and a JDK 25. As root.
# Prints wall seconds: median, least and greatest.
set -eu
scale=130 rounds=3 major=15
while [ $# -gt 0 ]; do
  case $1 in
    --scale) scale=$2 ;;
    --rounds) rounds=$2 ;;
    --major) major=$2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
here=$(cd "$(dirname "$0")/.." && pwd)
bin=/usr/lib/postgresql/$major/bin
work=$(mktemp -d)
chmod 711 "$work"
as_postgres() { su postgres -s /bin/sh -c "$1"; }
end() {
  as_postgres "$bin/pg_ctl -D $work/pg/data stop -m immediate" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT TERM

ballast() {
  BALLAST_STATE=$work/state BALLAST_KEY=$(cat "$work/key") "$here/ballast" "$@"
}
seconds() {
  start=$(date +%s.%N)
  "$@" >"$work/out" 2>&1 || [ $? -eq 3 ] || { cat "$work/out" >&2; exit 1; }
  date +%s.%N | awk -v start="$start" '{ printf "%.2f\n", $1 - start }'
}
spread() { sort -n | awk '{ v[NR] = $1 } END { printf "median %s, least %s, greatest %s\n", v[int((NR + 1) / 2)], v[1], v[NR] }'; }

install -d -o postgres -m 700 "$work/pg"
as_postgres "$bin/initdb -D $work/pg/data --data-checksums -A trust >/dev/null"
as_postgres "$bin/pg_ctl -D $work/pg/data -w -l $work/pg/log -o '-p 54990 -k $work/pg -c listen_addresses=127.0.0.1 -c max_wal_size=4GB' start >/dev/null"
as_postgres "$bin/createdb -h $work/pg -p 54990 bench"
as_postgres "$bin/pgbench -h $work/pg -p 54990 -i -q -s $scale bench" >/dev/null 2>&1
url=postgresql://postgres@127.0.0.1:54990/bench
head -c 32 /dev/urandom | base64 >"$work/key"
"$here/ballast" version >/dev/null
ballast vault init --vault "$work/vault/" >/dev/null
echo "load $(cut -d' ' -f1-3 /proc/loadavg), scale $scale"
printf 'backup and proof   %s s\n' "$(seconds ballast prove --target "$url" --vault "$work/vault/")"
printf 'clone              %s s\n' "$(seconds ballast lab create bench --vault "$work/vault/")"
rehearse() {
  i=0
  while [ $i -lt "$rounds" ]; do
    seconds ballast change rehearse --clone bench --statement "$1" --undo "$2"
    i=$((i + 1))
  done | spread
}
printf 'ADD COLUMN         '
rehearse 'ALTER TABLE pgbench_accounts ADD COLUMN n int' 'ALTER TABLE pgbench_accounts DROP COLUMN n'
printf 'rewrite            '
rehearse 'ALTER TABLE pgbench_accounts ALTER COLUMN abalance TYPE bigint' \
  'ALTER TABLE pgbench_accounts ALTER COLUMN abalance TYPE int'
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
