#!/usr/bin/env bash
# Backups of what changed: Ballast beside pgBackRest, in one run, on one cluster that changes the same for both: a first
# full backup, one after 1 % and one after 10 % of the pages of the large table were changed at random, then a week of
# dailies with 2 % each.
#
#   bench/week.sh [--scale S] [--major M] [--dailies N]
#
#   --scale S     pgbench's scale, about 14 MB each; default 40
#   --major M     PostgreSQL's major; default the newest under /usr/lib/postgresql
#   --dailies N   how many backups after those, with 2 % changed before each; default 7
#
# Needs Debian's postgresql package and GNU time; pgBackRest is skipped where it is missing. As root, the server and
# pgBackRest run as the user postgres. What is in the log between two backups is stored by neither side: both get a backup
# that is consistent by itself.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)
ballast=${BALLAST:-$home/ballast}

scale=40
major=
dailies=7
while [ $# -gt 0 ]; do
  case $1 in
    --scale) scale=$2; shift 2 ;;
    --major) major=$2; shift 2 ;;
    --dailies) dailies=$2; shift 2 ;;
    *) sed -n '6,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

[ -n "$major" ] || major=$(ls /usr/lib/postgresql 2> /dev/null | sort -n | tail -n 1)
bin=/usr/lib/postgresql/$major/bin
[ -x "$bin/pgbench" ] || { echo "error: no pgbench under /usr/lib/postgresql: apt-get install postgresql" >&2; exit 6; }
[ -x /usr/bin/time ] || { echo "error: no GNU time: apt-get install time" >&2; exit 6; }
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
"$ballast" --version > version

port=$((20000 + $$ % 10000))
at=(-h 127.0.0.1 -p "$port" -U postgres)
sql() { "$bin/psql" "${at[@]}" -X -q -A -t -d postgres -v ON_ERROR_STOP=1 -c "$1"; }
"${as[@]}" "$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --data-checksums > initdb.log
# What is switched at the end of a backup goes to pgBackRest while it makes one, and to nobody else.
"${as[@]}" tee pgbackrest-archive > /dev/null << END
#!/bin/sh
[ -f $work/archiving ] || exit 0
exec pgbackrest --config=$work/pgbackrest.conf --stanza=bench archive-push "\$1"
END
chmod 755 pgbackrest-archive
"${as[@]}" tee -a data/postgresql.conf > /dev/null << END
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = '$work'
archive_mode = on
archive_command = '$work/pgbackrest-archive %p'
max_wal_size = 8GB
checkpoint_timeout = 1h
shared_buffers = 512MB
autovacuum = off
END
"${as[@]}" "$bin/pg_ctl" -D data -l server.log -s -w start
echo "making the cluster (PostgreSQL $major, pgbench scale $scale)" >&2
"$bin/pgbench" "${at[@]}" -i -I dtg -s "$scale" -F 88 -q postgres 2> pgbench.log
# Text that compresses to about a half, in place of blanks; room on each page stays for new versions of its rows.
sql "UPDATE pgbench_accounts SET filler = md5(aid::text) || md5((aid * 7)::text)" > /dev/null
sql "VACUUM (FULL, FREEZE) pgbench_accounts" > /dev/null
"$bin/pgbench" "${at[@]}" -i -I p -s "$scale" -q postgres 2>> pgbench.log
sql "VACUUM (FREEZE, ANALYZE)" > /dev/null
sql CHECKPOINT > /dev/null
pages=$(sql "SELECT pg_relation_size('pgbench_accounts') / 8192")

# Changes about $1 % of the pages of the large table: as many rows at random as leave that share of the pages hit.
change() {
  local rows
  rows=$(awk -v p="$1" -v n="$pages" 'BEGIN { printf "%d", -n * log(1 - p / 100) }')
  "$bin/pgbench" "${at[@]}" -n -c 1 -t "$rows" postgres > pgbench.log 2>&1
  sql CHECKPOINT > /dev/null
}

server_cpu() {
  for pid in "$(head -n 1 data/postmaster.pid)" $(pgrep -P "$(head -n 1 data/postmaster.pid)"); do
    cat "/proc/$pid/stat" 2> /dev/null || true
  done | sed 's/.*) //' |
    awk -v hz="$(getconf CLK_TCK)" '{ t += $12 + $13 + $14 + $15 } END { printf "%.2f", t / hz }'
}
stored() { du -s -B1 --apparent-size "$1" | cut -f1; }

# A row of figures: side, what, wall s, client CPU s, server CPU s, peak RSS MB, stored MB more than before.
backup() {
  local side=$1 what=$2 folder=$3 before server
  shift 3
  find data/base -type f -exec cat {} + > /dev/null
  sync
  before=$(stored "$folder")
  server=$(server_cpu)
  /usr/bin/time -q -o spent -f '%e %U %S %M' "$@" > step.log 2>&1 ||
    { echo "failed: $*" >&2; tail -n 20 step.log >&2; exit 1; }
  awk -v OFS='\t' -v side="$side" -v what="$what" -v a="$server" -v b="$(server_cpu)" -v s="$before" \
    -v t="$(stored "$folder")" \
    '{ print side, what, $1, $2 + $3, b - a, $4 / 1024, (t - s) / 1e6 }' spent >> figures
}

vault=(--vault "$work/vault" --key "file:$work/key")
"$ballast" vault init "${vault[@]}" --new-key > /dev/null
target=postgresql://postgres@127.0.0.1:$port/postgres?sslmode=disable
ballast_side() {
  backup Ballast "$1" "$work/vault" "$ballast" backup run --target "$target" "${vault[@]}" --digest none "--$2"
}

peer=("${as[@]}" pgbackrest "--config=$work/pgbackrest.conf" --stanza=bench)
has_peer=
if command -v pgbackrest > /dev/null; then
  has_peer=yes
  "${as[@]}" mkdir -p repo log
  "${as[@]}" tee pgbackrest.conf > /dev/null << END
[global]
repo1-path=$work/repo
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=bench
repo1-bundle=y
repo1-retention-full=9
compress-type=zst
compress-level=3
process-max=2
start-fast=y
log-path=$work/log
lock-path=$work/log
log-level-file=off
log-level-console=warn
[bench]
pg1-path=$work/data
pg1-port=$port
pg1-socket-path=$work
pg1-user=postgres
END
  "${peer[@]}" stanza-create
else
  echo 'pgBackRest is not installed: skipped' >&2
fi
peer_side() {
  [ -n "$has_peer" ] || return 0
  "${as[@]}" touch archiving
  backup pgBackRest "$1" "$work/repo" "${peer[@]}" backup "--type=$2"
  rm -f archiving
}

both() {
  echo "$1" >&2
  if [ $((turn++ % 2)) = 0 ]; then
    ballast_side "$1" "$2"
    peer_side "$1" "$3"
  else
    peer_side "$1" "$3"
    ballast_side "$1" "$2"
  fi
}

turn=0
load=$(cut -d ' ' -f 1 /proc/loadavg)
both 'first, full' incremental full
change 1
both '1 % changed' incremental incr
change 10
both '10 % changed' incremental incr
for ((day = 1; day <= dailies; day++)); do
  change 2
  both daily incremental incr
done

printf 'Made by `bench/week.sh --scale %s --dailies %s` on %s; load average before the first backup %s.\n\n' \
  "$scale" "$dailies" "$(date -u +%F)" "$load"
printf -- '- %s; zstd level 3, encrypted, deduplicated\n' "$(head -n 1 version)"
[ -z "$has_peer" ] || printf -- '- %s; zst level 3, aes-256-cbc, bundles, process-max 2\n' "$(pgbackrest version)"
printf -- '- %s, %s pages in the large table\n\n' "$("$bin/postgres" --version)" "$pages"
printf '| side | backup | wall s | client CPU s | server CPU s | peak RSS MB | stored MB |\n|---|---|---:|---:|---:|---:|---:|\n'
awk -F '\t' '
  { k = $1 FS $2; if (!(k in n)) order[++m] = k; n[k]++; wall[k] += $3; cpu[k] += $4; server[k] += $5; stored[k] += $7
    if ($6 > rss[k]) rss[k] = $6; all[$1] += $7 }
  END {
    for (i = 1; i <= m; i++) {
      k = order[i]; split(k, p, FS)
      printf "| %s | %s | %.1f | %.1f | %.1f | %.0f | %.1f |\n", p[1], p[2] (n[k] > 1 ? ", mean of " n[k] : ""),
        wall[k] / n[k], cpu[k] / n[k], server[k] / n[k], rss[k], stored[k] / n[k]
    }
    for (side in all) printf "| %s | stored in all | | | | | %.1f |\n", side, all[side]
  }' figures | sort
