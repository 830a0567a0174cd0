#!/usr/bin/env bash
# Backup, restore and the time to a proven recovery: Ballast beside pgBackRest, Barman and pg_basebackup, in one run, on
# one freshly made cluster, every side in turn.
#
#   bench/protect.sh [--repetitions N] [--scale S] [--major M] [--sections LIST] [--sides LIST] [--keep] [--write]
#
#   --repetitions N   measured rounds after one that warms up; default 5
#   --scale S         size of the sample shop, about 50 MB each; default 20, a little less than 1 GB
#   --major M         PostgreSQL's major; default the newest under /usr/lib/postgresql
#   --sections LIST   of speed and proof, separated by commas; default speed
#   --sides LIST      of ballast, pgbackrest_aes, pgbackrest, pgbackrest_plain, basebackup, barman; default all
#   --keep            leave the cluster and the figures of every round where they are, and say where
#   --write           put the tables into docs/reference/benchmarks.md, else print them
#
# Needs Debian's postgresql package, zstd and GNU time. As root, servers and peers run as the user postgres, and
# pgBackRest and Barman are installed where they are missing; without one its sides are reported as skipped. TMPDIR names
# where everything lies: about six times the cluster's size for the length of the run.
#
# What is like for like: Ballast compresses, deduplicates and encrypts, so pgbackrest_aes does the same as far as it goes.
# The others show what encryption and compression cost.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)

repetitions=5
scale=20
major=
sections=speed
sides=ballast,pgbackrest_aes,pgbackrest,pgbackrest_plain,basebackup,barman
write=
keep=
while [ $# -gt 0 ]; do
  case $1 in
    --repetitions) repetitions=$2; shift 2 ;;
    --scale) scale=$2; shift 2 ;;
    --major) major=$2; shift 2 ;;
    --sections) sections=$2; shift 2 ;;
    --sides) sides=$2; shift 2 ;;
    --write) write=yes; shift ;;
    --keep) keep=yes; shift ;;
    *) sed -n '5,13s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
case ",$sections," in *,speed,* | *,proof,*) ;; *) echo "no such section: $sections" >&2; exit 2 ;; esac
wants() { case ",$sections," in *",$1,"*) ;; *) return 1 ;; esac; }

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

# Why a peer is not there; empty where it is.
missing() {
  command -v "$1" > /dev/null && return
  if [ "$(id -u)" = 0 ]; then
    apt-get install -y -qq --no-install-recommends "$1" > /dev/null 2>&1 || true
    command -v "$1" > /dev/null || echo "apt-get could not install it"
  else
    echo "it is not installed, and only root can install it"
  fi
}
pgbackrest_missing=
barman_missing=
case $sides in *pgbackrest*) pgbackrest_missing=$(missing pgbackrest) ;; esac
case $sides in *barman*) barman_missing=$(missing barman) ;; esac

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
receiver=
cleanup() {
  [ -z "$receiver" ] || kill "$receiver" 2> /dev/null || true
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
max_replication_slots = 10
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

# Ends the measurement: measure, side, wall s, client CPU s, server CPU s, peak RSS MB, stored bytes, round.
end() {
  local wall server
  wall=$(awk -v a="$began" -v b="$(date +%s%N)" 'BEGIN { printf "%.2f", (b - a) / 1e9 }')
  server=$(server_cpu "$(head -n 1 "$work/data/postmaster.pid")")
  [ "$round" -gt 0 ] || return 0
  awk -v OFS='\t' -v m="$1" -v s="$2" -v wall="$wall" -v a="$server_before" -v b="$server" -v x="$extra_cpu" -v n="${3:-0}" '
    { cpu += $1 + $2; if ($3 > rss) rss = $3 }
    END { print m, s, wall, cpu, b - a + x, rss / 1024, n, r }' r="$round" "$work/steps" >> "$work/figures"
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

# The backup without digests and its restore; then, for the proof, a backup with everything digested, restored and
# proved.
side_ballast() {
  local vault=(--vault "$work/vault" --key "file:$work/key")
  if wants speed; then
    ballast_vault
    begin
    step "$home/ballast" backup run --full --target "$url" "${vault[@]}" --digest none
    end backup "Ballast" "$(stored "$work/vault")"
    begin
    step "$home/ballast" restore latest --files-only --to "$work/restored" "${vault[@]}"
    end restore "Ballast"
    clear_restored
    ballast_vault
    begin
    step "$home/ballast" backup run --full --target "$url" "${vault[@]}"
    end backup "Ballast, content digested" "$(stored "$work/vault")"
  fi
  if wants proof; then
    ballast_vault
    begin
    step "$home/ballast" prove --full --target "$url" "${vault[@]}"
    end proven "Ballast"
  fi
  rm -rf "$work/vault"
}

# A peer's own checks, and a start of what it restored.
check() {
  begin
  step "$@"
  start_restored
  stop_restored
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
  "${as[@]}" cp "$work/tar/backup_manifest" "$work/restored/"
  if wants proof; then
    check "${as[@]}" "$bin/pg_verifybackup" "$work/restored"
    end check "$name"
  fi
  clear_restored
  rm -rf "$work/tar"
}

pgbackrest_side() {
  local name=$1 compress=$2 cipher=$3 repo=$work/repo config=$work/pgbackrest.conf
  [ -z "$pgbackrest_missing" ] || return 0
  rm -rf "$repo"
  "${as[@]}" tee "$config" > /dev/null << END
[global]
repo1-path=$repo
repo1-cipher-type=$cipher
$([ "$cipher" = none ] || echo "repo1-cipher-pass=correct-horse-battery-staple-0123456789")
repo1-bundle=y
repo1-retention-full=9
compress-type=$compress
$([ "$compress" = none ] || echo "compress-level=3")
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
  if wants proof; then
    check "${pgbackrest[@]}" verify
    end check "$name"
  fi
  clear_restored
  rm -f "$work/archive-to"
  rm -rf "$repo"
}

side_pgbackrest_aes() { pgbackrest_side "pgBackRest, zst, aes-256-cbc" zst aes-256-cbc; }
side_pgbackrest() { pgbackrest_side "pgBackRest, zst" zst none; }
side_pgbackrest_plain() { pgbackrest_side "pgBackRest, neither" none none; }

# Over the replication protocol, as Ballast; its receiver of the log runs beside and is not measured.
side_barman() {
  local name="Barman, zstd" config=$work/barman.conf
  [ -z "$barman_missing" ] || return 0
  "${as[@]}" rm -rf "$work/barman"
  "${as[@]}" mkdir -p "$work/barman" "$work/staging"
  "${as[@]}" tee "$config" > /dev/null << END
[barman]
barman_home = $work/barman
barman_user = $("${as[@]}" id -un)
log_file = $work/barman.log
[bench]
description = bench
conninfo = host=127.0.0.1 port=$port user=postgres dbname=postgres
streaming_conninfo = host=127.0.0.1 port=$port user=postgres
backup_method = postgres
streaming_archiver = on
slot_name = barman
create_slot = auto
backup_compression = zstd
backup_compression_level = 3
backup_compression_location = client
backup_compression_format = tar
immediate_checkpoint = true
path_prefix = $bin
recovery_staging_path = $work/staging
END
  local barman=("${as[@]}" barman -q -c "$config")
  "${psql[@]}" -c "SELECT pg_create_physical_replication_slot('barman', true)" > /dev/null
  "${barman[@]}" receive-wal bench > "$work/receiver.log" 2>&1 &
  receiver=$!
  until [ "$("${psql[@]}" -c "SELECT active FROM pg_replication_slots WHERE slot_name = 'barman'")" = t ]; do
    sleep 0.1
  done
  "${barman[@]}" switch-wal --force --archive bench
  begin
  step "${barman[@]}" backup bench
  end backup "$name" "$(stored "$work/barman/bench")"
  "${barman[@]}" switch-wal --force --archive bench
  begin
  step "${barman[@]}" recover bench latest "$work/restored"
  step "${as[@]}" find "$work/restored" -exec sync {} +
  end restore "$name"
  kill "$receiver" 2> /dev/null || true
  wait "$receiver" 2> /dev/null || true
  receiver=
  until [ "$("${psql[@]}" -c "SELECT active FROM pg_replication_slots WHERE slot_name = 'barman'")" = f ]; do
    sleep 0.1
  done
  "${psql[@]}" -c "SELECT pg_drop_replication_slot('barman')" > /dev/null
  clear_restored
  "${as[@]}" rm -rf "$work/barman" "$work/staging"
}

# ---- the tables ------------------------------------------------------------------------------------------------------

# The median of the numbers in column $1 of the file $2.
median() {
  cut -f"$1" "$2" | sort -n |
    awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# The rows of measure $1: median wall, side, spread, medians of client CPU, server CPU, memory and stored bytes, and the
# medians of the ratios to Ballast's figures of the same round: wall, and CPU of client and server.
rows() {
  cut -f2 "$work/figures" | sort -u | while IFS= read -r side; do
    awk -F '\t' -v OFS='\t' -v m="$1" -v s="$side" '
      $1 != m { next }
      $2 == "Ballast" { wall[$8] = $3; cpu[$8] = $4 + $5 }
      $2 == s { row[++n] = $0; round[n] = $8 }
      END {
        for (i = 1; i <= n; i++) {
          split(row[i], f, "\t"); r = round[i]
          print row[i], (wall[r] > 0 ? f[3] / wall[r] : 0), (cpu[r] > 0 ? (f[4] + f[5]) / cpu[r] : 0)
        }
      }' "$work/figures" > "$work/rows"
    [ -s "$work/rows" ] || continue
    range=$(cut -f3 "$work/rows" | sort -n | sed -n '1p;$p' | xargs printf '%.1f-%.1f')
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$(median 3 "$work/rows")" "$side" "$range" \
      "$(median 4 "$work/rows")" "$(median 5 "$work/rows")" "$(median 6 "$work/rows")" "$(median 7 "$work/rows")" \
      "$(median 9 "$work/rows")" "$(median 10 "$work/rows")"
  done | sort -n
}

# Time to a proven recovery: of the peers the sum of a round's phases, as their commands follow one another.
sum_phases() {
  awk -F '\t' -v OFS='\t' '
    $1 == "check" { n[$2]++ }
    $1 == "backup" || $1 == "restore" || $1 == "check" {
      k = $2 SUBSEP $8; w[k] += $3; cpu[k] += $4; srv[k] += $5; if ($6 > rss[k]) rss[k] = $6; side[k] = $2; round[k] = $8
    }
    END { for (k in w) if (n[side[k]]) print "proven", side[k], w[k], cpu[k], srv[k], rss[k], 0, round[k] }' \
    "$work/figures" >> "$work/figures.sums"
  cat "$work/figures.sums" >> "$work/figures"
}

table() {
  local measure=$1 title=$2
  rows "$measure" > "$work/table"
  [ -s "$work/table" ] || return 0
  printf '\n### %s\n\n' "$title"
  printf '| side | wall s | spread | client CPU s | server CPU s | stored MB | peak RSS MB | wall, of Ballast'"'"'s | CPU, of Ballast'"'"'s |\n'
  printf '|---|---:|---:|---:|---:|---:|---:|---:|---:|\n'
  awk -F '\t' '{ printf "| %s | %.1f | %s | %.1f | %.1f | %s | %.0f | %.2f | %.2f |\n",
    $2, $1, $3, $4, $5, ($7 > 0 ? sprintf("%.0f", $7 / 1e6) : ""), $6, $8, $9 }' "$work/table"
}

tables() {
  local cpu
  cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  printf 'Made by `bench/protect.sh --repetitions %s --scale %s --sections %s` on %s; load average before the first round %s.\n\n' \
    "$repetitions" "$scale" "$sections" "$(date -u +%F)" "$load"
  printf -- '- machine: %s, %s processors, %s, %s\n' "${cpu:-unknown}" "$(nproc)" \
    "$(awk '/MemTotal/ { printf "%.0f GB memory", $2 / 1048576 }' /proc/meminfo)" \
    "$(df --output=fstype "$work" | tail -n 1) on one disk for all"
  printf -- '- %s; zstd level 3, encrypted, deduplicated\n' "$("$home/ballast" --version)"
  printf -- '- %s, cluster %s MB in %s files without its log, page checksums, fsync on\n' "$("$bin/postgres" --version)" \
    "$bytes" "$files"
  if [ -n "$pgbackrest_missing" ]; then
    printf -- '- pgBackRest: skipped, %s\n' "$pgbackrest_missing"
  elif command -v pgbackrest > /dev/null; then
    printf -- '- %s; zst level 3 or none, process-max 2, bundles, online, archiving to the same repository\n' "$(pgbackrest version)"
  fi
  if [ -n "$barman_missing" ]; then
    printf -- '- Barman: skipped, %s\n' "$barman_missing"
  elif command -v barman > /dev/null; then
    printf -- '- Barman %s; backup_method postgres, zstd level 3 in the client, flushed file by file after recover\n' \
      "$(barman --version | cut -d ' ' -f 1)"
  fi
  if [ -f "$work/undecided" ]; then
    printf -- '- Ballast left undecided: %s\n' "$(grep -E '^L[0-6] .*UNDECIDED' "$work/undecided" | paste -s -d ';')"
  fi
  table backup "Backup"
  table restore "Restore"
  if wants proof; then table proven "Backup, restore and every check on offer"; fi
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

IFS=, read -r -a turns <<< "$sides"
load=$(cut -d ' ' -f 1 /proc/loadavg)
: > "$work/figures"
for ((round = 0; round <= repetitions; round++)); do
  for ((i = 0; i < ${#turns[@]}; i++)); do
    side=${turns[$(((i + round) % ${#turns[@]}))]}
    say "round $round of $repetitions: $side"
    "side_$side"
  done
done
if wants proof; then sum_phases; fi

if [ -n "$write" ]; then
  page=$home/docs/reference/benchmarks.md
  tables > "$work/tables"
  awk -v tables="$work/tables" '
    /^<!-- bench\/protect.sh -->$/ { print; print ""; while ((getline line < tables) > 0) print line; print ""; skip = 1; next }
    /^<!-- end -->$/ { skip = 0 }
    !skip' "$page" > "$work/page"
  cat "$work/page" > "$page"
else
  tables
fi
