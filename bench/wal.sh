#!/usr/bin/env bash
# Receiving write-ahead log: Ballast beside pg_receivewal, in one run, by turns, on one server with fsync on.
#
#   bench/wal.sh [--repetitions N] [--seconds S] [--clients C] [--major M] [--ballast COMMAND] [--keep]
#
#   --repetitions N   turns of each side; default 3
#   --seconds S       how long pgbench writes at full speed in each turn; default 20
#   --clients C       of pgbench; default 8
#   --major M         PostgreSQL's major; default the newest under /usr/lib/postgresql
#   --ballast COMMAND another command than this folder's ballast
#   --keep            leave the samples where they are, and say where
#
# Two parts. Catching up: pgbench fills the log, a slot keeps it, and each side receives all of it once: rate, CPU seconds
# and peak memory of the receiver. Under load: each side receives while pgbench writes at full speed, and the server is
# asked ten times a second how far the receiver has confirmed its log as flushed: how old is what would be lost.
#
# Like for like: Ballast compresses and encrypts, pg_receivewal does neither, and makes durable whole segments or, with
# --synchronous, whatever comes.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)

repetitions=3
seconds=20
clients=8
major=
ballast=$home/ballast
keep=
while [ $# -gt 0 ]; do
  case $1 in
    --repetitions) repetitions=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    --clients) clients=$2; shift 2 ;;
    --major) major=$2; shift 2 ;;
    --ballast) ballast=$2; shift 2 ;;
    --keep) keep=yes; shift ;;
    *) sed -n '4,12s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

say() { printf '%s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 6; }

[ -n "$major" ] || major=$(ls /usr/lib/postgresql 2> /dev/null | sort -n | tail -n 1)
bin=/usr/lib/postgresql/$major/bin
[ -x "$bin/pg_receivewal" ] || die "no server under /usr/lib/postgresql: apt-get install postgresql"
[ -x /usr/bin/time ] || die "no GNU time: apt-get install time"

as=()
if [ "$(id -u)" = 0 ]; then
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-wal.XXXXXX")
chmod 755 "$work"
if [ "$(id -u)" = 0 ]; then chown postgres: "$work"; fi
cd "$work"
export BALLAST_STATE=$work/state LC_ALL=C.UTF-8

receiver=
cleanup() {
  [ -z "$receiver" ] || kill "$receiver" 2> /dev/null || true
  if [ -f "$work/data/postmaster.pid" ]; then
    "${as[@]}" "$bin/pg_ctl" -D "$work/data" -m immediate -s -w stop || true
  fi
  if [ -n "$keep" ]; then say "kept: $work"; else rm -rf "$work"; fi
}
trap cleanup EXIT
trap 'exit 130' INT TERM

port=$((20000 + $$ % 10000))
url=postgresql://postgres@127.0.0.1:$port/postgres
psql=("$bin/psql" -X -q -A -t -h 127.0.0.1 -p "$port" -U postgres -d postgres -v ON_ERROR_STOP=1)
ask() { "${psql[@]}" -c "$1"; }

say "making the cluster (PostgreSQL $major)"
"${as[@]}" "$bin/initdb" -D "$work/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 > "$work/initdb.log"
"${as[@]}" tee -a "$work/data/postgresql.conf" > /dev/null << END
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = '$work'
fsync = on
shared_buffers = 256MB
max_wal_size = 8GB
checkpoint_timeout = 1h
END
"${as[@]}" "$bin/pg_ctl" -D "$work/data" -l "$work/log" -s -w start
"$bin/pgbench" -h 127.0.0.1 -p "$port" -U postgres -i -s 20 -q postgres > "$work/pgbench-init.log" 2>&1
"$ballast" --version > /dev/null # builds where needed

load() { "$bin/pgbench" -h 127.0.0.1 -p "$port" -U postgres -N -c "$clients" -j 2 -T "$1" postgres > "$work/pgbench.log" 2>&1; }

# A receiver that ends at the server's present end, or runs until it is interrupted.
receive() { # side, slot, folder, [end]
  case $1 in
    ballast)
      "$ballast" vault init --vault "$3/vault" --key "file:$3/key" --new-key > /dev/null
      exec /usr/bin/time -f '%e %U %S %M' -o "$3/time" "$ballast" wal receive --target "$url" --slot "$2" \
        --vault "$3/vault" --key "file:$3/key" ${4:+--until-current} > "$3/out" 2>&1 ;;
    pg_receivewal*)
      mkdir -p "$3/log"
      exec /usr/bin/time -f '%e %U %S %M' -o "$3/time" "$bin/pg_receivewal" -h 127.0.0.1 -p "$port" -U postgres \
        -S "$2" -D "$3/log" -s 1 ${4:+--endpos "$4"} ${5:-} > "$3/out" 2>&1 ;;
  esac
}

# ---- catching up -----------------------------------------------------------------------------------------------------

ask "SELECT pg_create_physical_replication_slot('base', true)" > /dev/null
begin=$(ask "SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = 'base'")
say "filling the log for $seconds s"
load "$seconds"
end=$(ask "SELECT pg_current_wal_flush_lsn()")
megabytes=$(ask "SELECT round((pg_lsn '$end' - pg_lsn '$begin') / 1e6)")
say "$megabytes MB"
: > "$work/catching-up"
for turn in $(seq "$repetitions"); do
  for side in ballast pg_receivewal; do
    say "turn $turn: $side catches up"
    ask "SELECT pg_copy_physical_replication_slot('base', 'turn')" > /dev/null
    mkdir "$work/$side"
    (receive "$side" turn "$work/$side" "$end") || { cat "$work/$side/out" >&2; exit 1; }
    printf '%s %s\n' "$side" "$(cat "$work/$side/time")" >> "$work/catching-up"
    rm -rf "${work:?}/$side"
    ask "SELECT pg_drop_replication_slot('turn')" > /dev/null
  done
done
ask "SELECT pg_drop_replication_slot('base')" > /dev/null

# ---- under load ------------------------------------------------------------------------------------------------------

# Samples: seconds, the server's end of flushed log, and what the receiver has confirmed of it.
sample() {
  "${psql[@]}" -F ' ' > "$1" << END
SELECT extract(epoch FROM clock_timestamp()), pg_current_wal_flush_lsn() - '0/0',
       coalesce((SELECT restart_lsn - '0/0' FROM pg_replication_slots WHERE slot_name = 'turn'), 0)
\\watch 0.1
END
}

# How old the oldest byte is that is not confirmed, at most: since the sample before the first that had it.
ages() {
  awk '
    NF < 3 { next }
    { n++; t[n] = $1; written[n] = $2; durable[n] = $3 }
    END {
      j = 1
      for (i = 1; i <= n; i++) {
        while (j < i && written[j] <= durable[i]) j++
        before = (j > 1) ? j - 1 : 1
        print (written[i] <= durable[i]) ? 0 : t[i] - t[before]
      }
    }' "$1" | sort -n | awk -v side="$2" '
    { a[NR] = $1 }
    END {
      p50 = int((NR - 1) * 0.5) + 1
      p99 = int((NR - 1) * 0.99) + 1
      printf "%s %.2f %.2f %.2f\n", side, a[p50], a[p99], a[NR]
    }'
}

: > "$work/under-load"
for turn in $(seq "$repetitions"); do
  for side in ballast pg_receivewal pg_receivewal-synchronous; do
    say "turn $turn: $side under load"
    mkdir "$work/$side"
    ask "SELECT pg_create_physical_replication_slot('turn', true)" > /dev/null
    option=
    [ "$side" != pg_receivewal-synchronous ] || option=--synchronous
    (receive "$side" turn "$work/$side" "" "$option") &
    receiver=$!
    for _ in $(seq 300); do
      [ "$(ask "SELECT count(*) FROM pg_stat_replication")" = 0 ] || break
      read -r -t 0.1 < <(:) || true
      "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"
    done
    load 3
    sample "$work/samples-$turn-$side" &
    sampler=$!
    load "$seconds"
    kill "$sampler" 2> /dev/null || true
    wait "$sampler" 2> /dev/null || true
    pid=$(pgrep -P "$receiver" | head -n 1 || true)
    kill -INT "${pid:-$receiver}" 2> /dev/null || true
    wait "$receiver" || true
    receiver=
    printf '%s %s %s\n' "$(ages "$work/samples-$turn-$side" "$side")" \
      "$(tail -n 1 "$work/$side/time")" "$(sed -n 's/^tps = \([0-9]*\).*/\1/p' "$work/pgbench.log")" >> "$work/under-load"
    rm -rf "${work:?}/$side"
    for _ in $(seq 100); do
      ask "SELECT pg_drop_replication_slot('turn')" > /dev/null 2>&1 && break
    done
  done
done

printf '\nCatching up with %s MB:\n\n| side | wall s | MB/s | CPU s | peak RSS MB |\n|---|---|---|---|---|\n' "$megabytes"
awk -v mb="$megabytes" '{ printf "| %s | %.1f | %.0f | %.1f | %.0f |\n", $1, $2, mb / $2, $3 + $4, $5 / 1024 }' "$work/catching-up" | sort
printf '\nUnder load for %s s:\n\n| side | age p50 s | p99 | max | CPU s | peak RSS MB | pgbench tps |\n|---|---|---|---|---|---|---|\n' "$seconds"
awk '{ printf "| %s | %s | %s | %s | %.1f | %.0f | %s |\n", $1, $2, $3, $4, $6 + $7, $8 / 1024, $9 }' "$work/under-load" | sort
