#!/usr/bin/env bash
# Backup, restore and the time to a proven recovery: Ballast beside pg_basebackup and pgBackRest, in one run, on one
# freshly made cluster, every side in turn.
#
#   bench/backup.sh [--repetitions N] [--scale S] [--major M] [--write]
#
#   --repetitions N  measured rounds after one that warms up; default 5
#   --scale S        size of the sample shop, about 50 MB each; default 45, a little more than 2 GB
#   --major M        PostgreSQL's major; default the newest under /usr/lib/postgresql
#   --keep           leave the cluster and the figures of every round where they are, and say where
#   --write          put the tables into docs/reference/benchmarks.md, else print them
#
# Needs Debian's postgresql package, zstd and GNU time. As root, servers and peers run as the user postgres, and
# pgBackRest is installed where it is missing; without it that side is reported as skipped. TMPDIR names where
# everything lies: about six times the cluster's size for the length of the run.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)

repetitions=5
scale=45
major=
write=
keep=
while [ $# -gt 0 ]; do
  case $1 in
    --repetitions) repetitions=$2; shift 2 ;;
    --scale) scale=$2; shift 2 ;;
    --major) major=$2; shift 2 ;;
    --keep) keep=yes; shift ;;
    --write) write=yes; shift ;;
    *) sed -n '5,11s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

say() { printf '%s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 6; }

[ -n "$major" ] || major=$(ls /usr/lib/postgresql 2> /dev/null | sort -n | tail -n 1)
bin=/usr/lib/postgresql/$major/bin
[ -x "$bin/pg_basebackup" ] || die "no server under /usr/lib/postgresql: apt-get install postgresql"
[ -x /usr/bin/time ] || die "no GNU time: apt-get install time"
command -v zstd > /dev/null || die "no zstd: apt-get install zstd"

as=()
if [ "$(id -u)" = 0 ]; then
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
fi

pgbackrest_missing=
if ! command -v pgbackrest > /dev/null; then
  if [ "$(id -u)" = 0 ]; then
    apt-get install -y -qq --no-install-recommends pgbackrest > /dev/null 2>&1 || true
    command -v pgbackrest > /dev/null || pgbackrest_missing="apt-get could not install it"
  else
    pgbackrest_missing="it is not installed, and only root can install it"
  fi
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-bench.XXXXXX")
chmod 755 "$work"
if [ "$(id -u)" = 0 ]; then chown postgres: "$work"; fi
cd "$work" # the user postgres may not enter the folder this was called from
export BALLAST_STATE=$work/state LC_ALL=C.UTF-8

stop_all() {
  for data in "$work/data" "$work/restored"; do
    if [ -f "$data/postmaster.pid" ]; then
      "${as[@]}" "$bin/pg_ctl" -D "$data" -m immediate -s -w stop || true
    fi
  done
}
cleanup() {
  stop_all
  if [ -n "$keep" ]; then say "kept: $work"; else rm -rf "$work"; fi
}
trap cleanup EXIT
trap 'exit 130' INT TERM

port=$((20000 + $$ % 10000))
psql=("$bin/psql" -X -q -A -t -h 127.0.0.1 -p "$port" -U postgres -d postgres -v ON_ERROR_STOP=1)

# ---- the cluster -----------------------------------------------------------------------------------------------------

make_cluster() {
  say "making the cluster (PostgreSQL $major, scale $scale)"
  "${as[@]}" "$bin/initdb" -D "$work/data" -U postgres -A trust --data-checksums -E UTF8 --locale=C.UTF-8 \
    > "$work/initdb.log"
  "${as[@]}" tee -a "$work/data/postgresql.conf" > /dev/null << END
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = '$work'
wal_level = replica
max_wal_senders = 10
fsync = on
shared_buffers = 512MB
max_wal_size = 4GB
checkpoint_timeout = 1h
archive_mode = on
archive_command = '$work/pgbackrest-archive %p'
END
  # Each round archives for the side it measures, and for no other.
  "${as[@]}" tee "$work/pgbackrest-archive" > /dev/null << END
#!/bin/sh
[ -f $work/archive-to ] || exit 0
exec pgbackrest --config="\$(cat $work/archive-to)" --stanza=bench archive-push "\$1"
END
  chmod 755 "$work/pgbackrest-archive"
  "${as[@]}" "$bin/pg_ctl" -D "$work/data" -l "$work/server.log" -s -w start
  "$JAVA_HOME/bin/java" -cp "$home/cli/target/ballast/ballast.jar:$home/cli/target/ballast/lib/*" \
    "$home/bench/MakeShop.java" "$port" "$scale" 2> "$work/shop.log" || { tail -n 5 "$work/shop.log" >&2; exit 1; }
  # Nothing may write while sides are compared: every row frozen, then no more vacuum.
  "$bin/vacuumdb" -h 127.0.0.1 -p "$port" -U postgres --all --freeze --analyze -q
  "${psql[@]}" -c "ALTER SYSTEM SET autovacuum = off" -c "SELECT pg_reload_conf()" -c CHECKPOINT > /dev/null
  "${psql[@]}" -c "SELECT pg_switch_wal()" -c CHECKPOINT > /dev/null
}

# ---- measuring -------------------------------------------------------------------------------------------------------

# CPU seconds used so far by the server whose postmaster has the pid $1, ended children included.
server_cpu() {
  local pids
  pids=$(pgrep -d ' ' -P "$1" || true)
  # shellcheck disable=SC2086 # a list of pids
  for pid in $1 $pids; do cat "/proc/$pid/stat" 2> /dev/null || true; done |
    sed 's/.*) //' | awk -v hz="$(getconf CLK_TCK)" '{ t += $12 + $13 + $14 + $15 } END { printf "%.2f", t / hz }'
}

# Starts to measure: the source's files come from the page cache for every side, and nobody pays for the writes of
# the run before.
begin() {
  find "$work/data" -type f -exec cat {} + > /dev/null
  sync
  : > "$work/steps"
  extra_cpu=0
  server_before=$(server_cpu "$(head -n 1 "$work/data/postmaster.pid")")
  began=$(date +%s%N)
}

# Runs one client command; its CPU seconds and its largest process's memory are kept.
step() {
  local status=0
  /usr/bin/time -q -a -o "$work/steps" -f '%U %S %M' "$@" > "$work/step.log" 2>&1 || status=$?
  case $status in
    0) ;;
    3) cp "$work/step.log" "$work/undecided" ;; # a proof with undecided levels; the tables say so
    *) say "failed ($status): $*"; tail -n 20 "$work/step.log" >&2; exit 1 ;;
  esac
}

# Ends the measurement: measure, side, wall s, client CPU s, server CPU s, peak RSS MB, stored bytes.
end() {
  local wall server
  wall=$(awk -v a="$began" -v b="$(date +%s%N)" 'BEGIN { printf "%.2f", (b - a) / 1e9 }')
  server=$(server_cpu "$(head -n 1 "$work/data/postmaster.pid")")
  [ "$round" -gt 0 ] || return 0
  awk -v OFS='\t' -v m="$1" -v s="$2" -v wall="$wall" -v a="$server_before" -v b="$server" -v x="$extra_cpu" -v n="${3:-0}" '
    { cpu += $1 + $2; if ($3 > rss) rss = $3 }
    END { print m, s, wall, cpu, b - a + x, rss / 1024, n }' "$work/steps" >> "$work/figures"
}

# A restored server's CPU time counts too; it is stopped for the next.
stop_restored() {
  extra_cpu=$(server_cpu "$(head -n 1 "$work/restored/postmaster.pid")")
}

start_restored() {
  step "${as[@]}" "$bin/pg_ctl" -D "$work/restored" -l "$work/restored.log" -s -w \
    -o "-p $((port + 1)) -c archive_mode=off" start
  until [ "$("$bin/psql" -X -A -t -h 127.0.0.1 -p $((port + 1)) -U postgres -d postgres \
    -c 'SELECT pg_is_in_recovery()')" = f ]; do
    sleep 0.05
  done
}

stored() { du -s -B1 --apparent-size "$1" | cut -f1; }

clear_restored() {
  if [ -f "$work/restored/postmaster.pid" ]; then
    "${as[@]}" "$bin/pg_ctl" -D "$work/restored" -m immediate -s -w stop
  fi
  rm -rf "$work/restored"
}

# ---- the sides -------------------------------------------------------------------------------------------------------

url=postgresql://postgres@127.0.0.1:$port/postgres

ballast_vault() {
  rm -rf "$work/vault" "$work/key"
  "$home/ballast" vault init --vault "$work/vault" --key "file:$work/key" --new-key > /dev/null
}

# The raw backup and restore, then backup with the source's content digested, then everything to the proof.
side_ballast() {
  local vault=(--vault "$work/vault" --key "file:$work/key")
  ballast_vault
  begin
  step "$home/ballast" backup run --target "$url" "${vault[@]}" --digest none
  end backup "Ballast" "$(stored "$work/vault")"
  begin
  step "$home/ballast" restore latest --files-only --to "$work/restored" "${vault[@]}"
  end restore "Ballast"
  clear_restored
  ballast_vault
  begin
  step "$home/ballast" backup run --target "$url" "${vault[@]}"
  end backup "Ballast, content digested" "$(stored "$work/vault")"
  ballast_vault
  begin
  step "$home/ballast" prove --target "$url" "${vault[@]}"
  end proven "Ballast"
  rm -rf "$work/vault"
}

side_basebackup() {
  local name="pg_basebackup"
  begin
  step "${as[@]}" "$bin/pg_basebackup" -h 127.0.0.1 -p "$port" -U postgres -D "$work/tar" -F tar -X stream \
    -c fast -Z client-zstd:level=3
  end backup "$name" "$(stored "$work/tar")"
  begin
  step "${as[@]}" mkdir -m 700 "$work/restored"
  step "${as[@]}" tar -x --zstd -f "$work/tar/base.tar.zst" -C "$work/restored"
  if [ -f "$work/tar/pg_wal.tar.zst" ]; then
    step "${as[@]}" tar -x --zstd -f "$work/tar/pg_wal.tar.zst" -C "$work/restored/pg_wal"
  else
    step "${as[@]}" tar -x -f "$work/tar/pg_wal.tar" -C "$work/restored/pg_wal"
  fi
  # tar leaves its files to the page cache; the others do not.
  step "${as[@]}" find "$work/restored" -exec sync {} +
  end restore "$name"
  begin
  step "${as[@]}" cp "$work/tar/backup_manifest" "$work/restored/"
  step "${as[@]}" "$bin/pg_verifybackup" "$work/restored"
  start_restored
  stop_restored
  end check "$name"
  clear_restored
  rm -rf "$work/tar"
}

pgbackrest_side() {
  local name=$1 cipher=$2 repo=$work/repo config=$work/pgbackrest.conf
  rm -rf "$repo"
  "${as[@]}" tee "$config" > /dev/null << END
[global]
repo1-path=$repo
repo1-cipher-type=$cipher
$([ "$cipher" = none ] || echo "repo1-cipher-pass=correct-horse-battery-staple-0123456789")
repo1-bundle=y
repo1-retention-full=9
compress-type=zst
compress-level=3
process-max=2
start-fast=y
log-level-file=off
log-level-console=error
lock-path=$work/lock
spool-path=$work/spool
[bench]
pg1-path=$work/data
pg1-port=$port
pg1-socket-path=$work
pg1-user=postgres
END
  local pgbackrest=("${as[@]}" pgbackrest --config="$config" --stanza=bench)
  "${pgbackrest[@]}" stanza-create
  echo "$config" | "${as[@]}" tee "$work/archive-to" > /dev/null
  begin
  step "${pgbackrest[@]}" backup --type=full
  end backup "$name" "$(stored "$repo")"
  begin
  step "${pgbackrest[@]}" restore --pg1-path="$work/restored"
  end restore "$name"
  begin
  step "${pgbackrest[@]}" verify
  start_restored
  stop_restored
  end check "$name"
  clear_restored
  rm -f "$work/archive-to"
  rm -rf "$repo"
}

side_pgbackrest() { pgbackrest_side "pgBackRest" none; }
side_pgbackrest_aes() { pgbackrest_side "pgBackRest, aes-256-cbc" aes-256-cbc; }

# ---- the tables ------------------------------------------------------------------------------------------------------

# The rows of one measure: median, least and most of the wall time, medians of the rest.
rows() {
  cut -f2 "$work/figures" | sort -u | while IFS= read -r side; do
    awk -F '\t' -v m="$1" -v s="$side" '$1 == m && $2 == s' "$work/figures" > "$work/rows"
    [ -s "$work/rows" ] || continue
    median() { cut -f"$1" "$work/rows" | sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
    range=$(cut -f3 "$work/rows" | sort -n | sed -n '1p;$p' | xargs printf '%.1f-%.1f')
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$(median 3)" "$side" "$range" "$(median 4)" "$(median 5)" "$(median 6)" "$(median 7)"
  done | sort -n
}

# Time to a proven recovery: of the peers the sum of a round's phases, as their commands follow one another.
sum_phases() {
  awk -F '\t' -v OFS='\t' '
    $1 == "check" { n[$2]++ }
    $1 == "backup" || $1 == "restore" || $1 == "check" {
      k = $2 SUBSEP (++c[$2, $1]); w[k] += $3; cpu[k] += $4; srv[k] += $5; if ($6 > rss[k]) rss[k] = $6; side[k] = $2
    }
    END { for (k in w) if (n[side[k]]) print "proven", side[k], w[k], cpu[k], srv[k], rss[k], 0 }' \
    "$work/figures" >> "$work/figures.sums"
  cat "$work/figures.sums" >> "$work/figures"
}

tables() {
  local cpu
  cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  printf 'Made by `bench/backup.sh --repetitions %s --scale %s` on %s; load average before the first round %s.\n\n' \
    "$repetitions" "$scale" "$(date -u +%F)" "$load"
  printf -- '- machine: %s, %s processors, %s, %s\n' "${cpu:-unknown}" "$(nproc)" \
    "$(awk '/MemTotal/ { printf "%.0f GB memory", $2 / 1048576 }' /proc/meminfo)" \
    "$(df --output=fstype "$work" | tail -n 1) on one disk for all"
  printf -- '- %s\n' "$("$home/ballast" --version)"
  printf -- '- %s, cluster %s MB in %s files without its log, page checksums, fsync on\n' "$("$bin/postgres" --version)" \
    "$bytes" "$files"
  if [ -z "$pgbackrest_missing" ]; then
    printf -- '- %s; zst level 3, process-max 2, bundles, online, archiving to the same repository\n' "$(pgbackrest version)"
  else
    printf -- '- pgBackRest: skipped, %s\n' "$pgbackrest_missing"
  fi
  if [ -f "$work/undecided" ]; then
    printf -- '- Ballast left undecided: %s\n' "$(grep -E '^L[0-6] .*UNDECIDED' "$work/undecided" | paste -s -d ';')"
  fi
  printf '\n### Backup\n\n| side | wall s | spread | client CPU s | server CPU s | stored MB | peak RSS MB |\n'
  printf '|---|---:|---:|---:|---:|---:|---:|\n'
  rows backup | awk -F '\t' '{ printf "| %s | %.1f | %s | %.1f | %.1f | %.0f | %.0f |\n", $2, $1, $3, $4, $5, $7 / 1e6, $6 }'
  printf '\n### Restore\n\n| side | wall s | spread | client CPU s | peak RSS MB |\n|---|---:|---:|---:|---:|\n'
  rows restore | awk -F '\t' '{ printf "| %s | %.1f | %s | %.1f | %.0f |\n", $2, $1, $3, $4, $6 }'
  printf '\n### Backup, restore and every check on offer\n\n| side | wall s | spread | client CPU s | server CPU s | peak RSS MB |\n'
  printf '|---|---:|---:|---:|---:|---:|\n'
  rows proven | awk -F '\t' '{ printf "| %s | %.1f | %s | %.1f | %.1f | %.0f |\n", $2, $1, $3, $4, $5, $6 }'
}

# ---- the run ---------------------------------------------------------------------------------------------------------

"$home/ballast" --version > /dev/null # builds where needed
# shellcheck source=/dev/null
. "$home/.mvn/find-jdk.sh"
find_jdk
make_cluster
bytes=$(($(du -s -B1 --apparent-size --exclude=pg_wal "$work/data" | cut -f1) / 1000000))
files=$(find "$work/data" -path "$work/data/pg_wal" -prune -o -type f -print | wc -l)
say "cluster: $bytes MB, $files files"

sides=(side_ballast side_basebackup)
[ -n "$pgbackrest_missing" ] || sides+=(side_pgbackrest side_pgbackrest_aes)
load=$(cut -d ' ' -f 1 /proc/loadavg)
: > "$work/figures"
for ((round = 0; round <= repetitions; round++)); do
  for ((i = 0; i < ${#sides[@]}; i++)); do
    side=${sides[$(((i + round) % ${#sides[@]}))]}
    say "round $round of $repetitions: ${side#side_}"
    "$side"
  done
done
sum_phases

if [ -n "$write" ]; then
  page=$home/docs/reference/benchmarks.md
  tables > "$work/tables"
  awk -v tables="$work/tables" '
    /^<!-- bench\/backup.sh -->$/ { print; print ""; while ((getline line < tables) > 0) print line; print ""; skip = 1; next }
    /^<!-- end -->$/ { skip = 0 }
    !skip' "$page" > "$work/page"
  cat "$work/page" > "$page"
else
  tables
fi
