#!/usr/bin/env bash
# Recovery along log: Ballast beside pgBackRest on one server's log, and how fast a moment is found in it.
#
#   bench/recovery.sh [--log MB] [--repetitions N] [--scale S] [--major M] [--ballast COMMAND]
#
#   --log MB          of write-ahead log that pgbench writes after the backup; default 2048
#   --repetitions N   recoveries of each side; default 3
#   --scale S         of pgbench, about 15 MB each; default 20
#   --major M         PostgreSQL's major; default the newest under /usr/lib/postgresql
#   --ballast COMMAND another command than this folder's ballast
#
# The log is archived by pgBackRest (asynchronous, zstd, encrypted) and received by Ballast. A table is dropped near its
# end, and both recover to the LSN before that, each into an empty folder, with fsync on, until the server was promoted.
# CPU time is that of all processes of a side, the server's with it.
#
# Needs Debian's postgresql with pgbench, and GNU time; pgBackRest is skipped where it is missing.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)

log=2048
repetitions=3
scale=20
major=
ballast=$home/ballast
while [ $# -gt 0 ]; do
  case $1 in
    --log) log=$2; shift 2 ;;
    --repetitions) repetitions=$2; shift 2 ;;
    --scale) scale=$2; shift 2 ;;
    --major) major=$2; shift 2 ;;
    --ballast) ballast=$2; shift 2 ;;
    *) sed -n '4,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

say() { printf '%s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 6; }

[ -n "$major" ] || major=$(ls /usr/lib/postgresql 2> /dev/null | sort -n | tail -n 1)
bin=/usr/lib/postgresql/$major/bin
[ -x "$bin/pgbench" ] || die "no pgbench under /usr/lib/postgresql: apt-get install postgresql"
[ -x /usr/bin/time ] || die "no GNU time: apt-get install time"
as=()
if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid=postgres --regid=postgres --clear-groups --); fi
peer=
if command -v pgbackrest > /dev/null; then peer=yes; else say 'pgBackRest is not installed: skipped'; fi

work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-bench.XXXXXX")
chmod 755 "$work"
if [ "$(id -u)" = 0 ]; then chown postgres: "$work"; fi
cd "$work"
export BALLAST_STATE=$work/state LC_ALL=C.UTF-8
receiver=
cleanup() {
  [ -z "$receiver" ] || kill "$receiver" 2> /dev/null || true
  for data in data restored; do
    "${as[@]}" "$bin/pg_ctl" -D "$work/$data" -m immediate -s -w stop > /dev/null 2>&1 || true
  done
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

port=$((20000 + $$ % 10000))
at=(-h 127.0.0.1 -p "$port" -U postgres)
url=postgresql://postgres@127.0.0.1:$port/postgres?sslmode=disable
ask() { "$bin/psql" "${at[@]}" -X -q -A -t -d postgres -c "$1"; }
"${as[@]}" "$bin/initdb" -D data -U postgres -A trust --data-checksums -E UTF8 --locale=C.UTF-8 > initdb.log
"${as[@]}" tee pgbackrest.conf > /dev/null << END
[global]
repo1-path=$work/repo
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=bench
spool-path=$work/spool
log-path=$work/peer-log
lock-path=$work/peer-log
log-level-console=warn
archive-async=y
compress-type=zst
compress-level=3
process-max=2
start-fast=y
[bench]
pg1-path=$work/data
pg1-port=$port
pg1-socket-path=$work
pg1-user=postgres
END
"${as[@]}" mkdir -p repo spool peer-log
pgbackrest=("${as[@]}" pgbackrest "--config=$work/pgbackrest.conf" --stanza=bench)
archive=${peer:+"pgbackrest --config=$work/pgbackrest.conf --stanza=bench archive-push %p"}
"${as[@]}" tee -a data/postgresql.conf > /dev/null << END
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = '$work'
archive_mode = on
archive_command = '${archive:-true}'
max_wal_size = 1GB
END
[ -z "$peer" ] || "${pgbackrest[@]}" stanza-create --no-online
"${as[@]}" "$bin/pg_ctl" -D data -l server.log -s -w start
"$bin/pgbench" "${at[@]}" -i -q -s "$scale" postgres 2> pgbench.log
vault=(--vault "$work/vault" --key "file:$work/key")
"$ballast" vault init "${vault[@]}" --new-key > /dev/null
say 'backing up'
[ -z "$peer" ] || "${pgbackrest[@]}" backup --type=full
"$ballast" backup run --target "$url" "${vault[@]}" --quiet > /dev/null
"$ballast" wal receive --target "$url" "${vault[@]}" --quiet > receive.log 2>&1 &
receiver=$!

say "writing $log MB of log"
start=$(ask 'SELECT pg_current_wal_lsn()')
written() { ask "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '$start')::bigint >> 20"; }
ask 'CREATE TABLE orders AS SELECT g AS id, md5(g::text) AS what FROM generate_series(1, 100000) AS g'
while [ "$(written)" -lt "$log" ]; do PGOPTIONS="-c synchronous_commit=off" "$bin/pgbench" "${at[@]}" -n -N -c 4 -T 5 postgres > /dev/null 2>&1; done
bytes=$(ask "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '$start')::bigint")
target=$(ask 'SELECT pg_current_wal_lsn()')
ask 'DROP TABLE orders'
"$bin/pgbench" "${at[@]}" -n -N -c 4 -T 2 postgres > /dev/null 2>&1
last=$(ask 'SELECT pg_walfile_name(pg_switch_wal())')
until [ -z "$peer" ] || [ ! "$(ask 'SELECT last_archived_wal FROM pg_stat_archiver')" \< "$last" ]; do sleep 0.2; done
kill "$receiver"
wait "$receiver" || true
receiver=
"$ballast" wal receive --target "$url" "${vault[@]}" --quiet --until-current > /dev/null
"${as[@]}" "$bin/pg_ctl" -D data -m fast -s -w stop
name=127.0.0.1:$port

# Wall and CPU seconds of a command, as a row.
measured() {
  local what=$1
  shift
  sync
  /usr/bin/time -f '%e %U %S' -o spent "$@" > measured.log 2>&1 || { tail -n 20 measured.log >&2; exit 1; }
  awk -v what="$what" -v mb="$((bytes >> 20))" \
    '{ printf "| %s | %.1f | %.1f | %.0f |\n", what, $1, $2 + $3, mb / $1 }' spent
}
recover_peer() {
  "${pgbackrest[@]}" restore "--pg1-path=$work/restored" --type=lsn "--target=$target" --target-action=promote
  # A server in the foreground, so that its time is counted.
  "${as[@]}" "$bin/postgres" -D "$work/restored" -c archive_mode=off > "$work/restored.log" 2>&1 &
  local server=$!
  until [ "$(ask 'SELECT pg_is_in_recovery()' 2> /dev/null)" = f ]; do
    kill -0 "$server" 2> /dev/null || { tail -n 20 "$work/restored.log" >&2; return 1; }
    sleep 0.1
  done
  ask 'SELECT count(*) FROM orders' > /dev/null
  kill -INT "$server"
  wait "$server"
}
export -f recover_peer ask
printf '\n%s MB of log, PostgreSQL %s\n\n| what | s | CPU s | MB of log/s |\n|---|---:|---:|---:|\n' "$((bytes >> 20))" "$major"
for ((i = 0; i < repetitions; i++)); do
  measured 'Ballast, moment find' "$ballast" moment find latest --of "$name" --table orders "${vault[@]}"
  grep -q dropped measured.log || { cat measured.log >&2; exit 1; }
done
for ((i = 0; i < repetitions; i++)); do
  measured 'Ballast, recovery' "$ballast" restore latest --of "$name" --to "$work/restored" --to-lsn "$target" "${vault[@]}"
  rm -rf restored
  if [ -n "$peer" ]; then
    "${as[@]}" mkdir -m 700 restored
    measured 'pgBackRest, recovery' bash -euo pipefail -c "
      $(declare -p as pgbackrest bin work target at); recover_peer"
    rm -rf restored
  fi
done
