#!/usr/bin/env bash
# Segments one by one, as archive_command and restore_command hand them over: Ballast beside pgBackRest, in one run, on the
# segments of one server, process time per segment.
#
#   bench/segments.sh [--segments N] [--major M]
#
#   --segments N  of 16 MB, of rows that compress to about a half; default 64
#   --major M     PostgreSQL's major; default the newest under /usr/lib/postgresql
#
# Needs Debian's postgresql and GNU time; pgBackRest is skipped where it is missing. As root, the server and pgBackRest run
# as the user postgres. BALLAST names another program than ./ballast.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)
ballast=${BALLAST:-$home/ballast}

segments=64
major=
while [ $# -gt 0 ]; do
  case $1 in
    --segments) segments=$2; shift 2 ;;
    --major) major=$2; shift 2 ;;
    *) sed -n '5,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

[ -n "$major" ] || major=$(ls /usr/lib/postgresql 2> /dev/null | sort -n | tail -n 1)
bin=/usr/lib/postgresql/$major/bin
[ -x "$bin/psql" ] || { echo "error: no psql under /usr/lib/postgresql" >&2; exit 6; }
as=()
if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid=postgres --regid=postgres --clear-groups --); fi
work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-bench.XXXXXX")
chmod 755 "$work"
if [ "$(id -u)" = 0 ]; then chown postgres: "$work"; fi
cd "$work"
export BALLAST_STATE=$work/state LC_ALL=C.UTF-8
cleanup() {
  "${as[@]}" "$bin/pg_ctl" -D "$work/data" -m immediate -s -w stop > /dev/null 2>&1 || true
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

port=$((20000 + $$ % 10000))
at=(-h 127.0.0.1 -p "$port" -U postgres)
target=postgresql://postgres@127.0.0.1:$port/postgres?sslmode=disable
"${as[@]}" "$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 > initdb.log
"${as[@]}" tee -a data/postgresql.conf > /dev/null << END
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = '$work'
archive_mode = on
archive_command = 'false'
max_wal_size = 4GB
END
"${as[@]}" "$bin/pg_ctl" -D data -l server.log -s -w start
made=0
while [ "$(ls data/pg_wal/archive_status | wc -l)" -lt "$segments" ]; do
  "$bin/psql" "${at[@]}" -X -q -d postgres -c "CREATE TABLE made_$made AS
    SELECT g, md5(g::text) AS a, md5((g * 7 + $made)::text) AS b FROM generate_series(1, 600000) AS g"
  made=$((made + 1))
done
ls data/pg_wal/archive_status | sed -n 's/^\([0-9A-F]\{24\}\)\.ready$/\1/p' | sort | head -n "$segments" > names
mkdir -m 755 got

# Milliseconds of process time and of wall time per segment of the command lines in a file, run one by one from the data
# directory by a shell, as a server does.
measure() {
  /usr/bin/time -f '%U %S %e' -o spent bash -c '
    cd "$1"
    while IFS= read -r line; do /bin/sh -c "$line" > /dev/null || { echo "failed: $line" >&2; exit 1; }; done < "$2"
  ' measure "$2" "$3"
  awk -v what="$1" -v n="$segments" \
    '{ printf "| %s | %.0f | %.0f |\n", what, 1000 * ($1 + $2) / n, 1000 * $3 / n }' spent
}
lines() { while IFS= read -r name; do printf '%s\n' "$1" | sed "s#%p#$2$name#g; s#%f#$name#g"; done < names; }

vault=(--vault "$work/vault" --key "file:$work/key")
"$ballast" vault init "${vault[@]}" --new-key > /dev/null
"$ballast" wal settings --program "$ballast" --target "$target" "${vault[@]}" > settings
setting() { sed -n "s/^$1 = '\(.*\)'\$/\1/p" settings | sed "s/''/'/g"; }
printf '| what | process time, ms per segment | wall time, ms per segment |\n|---|---:|---:|\n'
lines "$(setting archive_command)" pg_wal/ > lines.push
measure 'Ballast, archive_command' "$work/data" "$work/lines.push"
lines "$(setting restore_command)" "$work/got/" > lines.fetch
measure 'Ballast, restore_command' "$work/data" "$work/lines.fetch"
while IFS= read -r name; do cmp "data/pg_wal/$name" "got/$name"; done < names

if command -v pgbackrest > /dev/null; then
  rm -rf got/*
  "${as[@]}" mkdir -p repo spool log
  "${as[@]}" tee pgbackrest.conf > /dev/null << END
[global]
repo1-path=$work/repo
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=bench
spool-path=$work/spool
log-path=$work/log
lock-path=$work/log
log-level-console=warn
compress-type=zst
compress-level=1
process-max=2
[bench]
pg1-path=$work/data
pg1-port=$port
pg1-socket-path=$work
pg1-user=postgres
END
  peer="pgbackrest --config=$work/pgbackrest.conf --stanza=bench"
  "${as[@]}" $peer stanza-create --no-online
  if [ "$(id -u)" = 0 ]; then chown postgres: got; fi
  for async in n y; do
    flag=$([ "$async" = y ] && echo --archive-async || echo --no-archive-async)
    how=$([ "$async" = y ] && echo asynchronous || echo one by one)
    rm -rf repo/archive/bench/"$major"-1/0*
    lines "${as[*]} $peer $flag archive-push %p" "$work/data/pg_wal/" > lines.push
    measure "pgBackRest archive-push, $how" "$work/data" "$work/lines.push"
    lines "${as[*]} $peer $flag archive-get %f %p" "$work/got/" > lines.fetch
    measure "pgBackRest archive-get, $how" "$work/data" "$work/lines.fetch"
  done
else
  echo 'pgBackRest is not installed: skipped' >&2
fi
