#!/usr/bin/env bash
# Time per 1,000 relations: backup, digest and proof of clusters with many small tables, on PostgreSQL's default number of
# lock slots. Each table has a key, a few rows and a sequence.
#
#   bench/relations.sh [--major M] [--connections N] [--memory] [--databases N] [TABLES ...]
#
#   TABLES           how many tables a cluster has; default 1000 5000
#   --major M        PostgreSQL's major; default the newest under /usr/lib/postgresql
#   --connections N  max_connections of the source; default 20
#   --memory         instead of a proof: time and peak memory of a full backup, an incremental one after 1 % of the tables
#                    changed, and a restore
#   --databases N    makes so many databases beside the one with the tables
#
# Needs Debian's postgresql package and GNU time. As root, the server runs as the user postgres. TMPDIR names where everything
# lies. Prints the table of docs/reference/benchmarks.md.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)

major=
connections=20
memory=
databases=0
sizes=()
while [ $# -gt 0 ]; do
  case $1 in
    --major) major=$2; shift 2 ;;
    --connections) connections=$2; shift 2 ;;
    --memory) memory=yes; shift ;;
    --databases) databases=$2; shift 2 ;;
    [0-9]*) sizes+=("$1"); shift ;;
    *) sed -n '5,12s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
[ ${#sizes[@]} -gt 0 ] || sizes=(1000 5000)

die() { printf 'error: %s\n' "$*" >&2; exit 6; }

[ -n "$major" ] || major=$(ls /usr/lib/postgresql 2> /dev/null | sort -n | tail -n 1)
bin=/usr/lib/postgresql/$major/bin
[ -x "$bin/psql" ] || die "no server under /usr/lib/postgresql: apt-get install postgresql"
[ -x /usr/bin/time ] || die "no GNU time: apt-get install time"

as=()
if [ "$(id -u)" = 0 ]; then
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-relations.XXXXXX")
chmod 711 "$work"
mkdir "$work/server"
if [ "$(id -u)" = 0 ]; then chown postgres: "$work/server"; fi
cd "$work"
export BALLAST_STATE=$work/state LC_ALL=C.UTF-8
port=$((20000 + $$ % 10000))
psql=("$bin/psql" -X -q -A -t -h 127.0.0.1 -p "$port" -U postgres -d postgres -v ON_ERROR_STOP=1)
url=postgresql://postgres@127.0.0.1:$port/postgres
vault=(--vault "$work/vault" --key "file:$work/key")

stop_server() {
  if [ -f "$work/server/data/postmaster.pid" ]; then
    "${as[@]}" "$bin/pg_ctl" -D "$work/server/data" -m immediate -s -w stop || true
  fi
  rm -rf "$work/server/data" "$work/vault" "$work/key"
}
cleanup() { stop_server; rm -rf "$work"; }
trap cleanup EXIT
trap 'exit 130' INT TERM

make_cluster() {
  "${as[@]}" "$bin/initdb" -D "$work/server/data" -U postgres -A trust --data-checksums -E UTF8 --locale=C.UTF-8 \
    > "$work/initdb.log"
  "${as[@]}" tee -a "$work/server/data/postgresql.conf" > /dev/null << END
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = '$work/server'
max_connections = $connections
fsync = off
max_wal_size = 4GB
END
  "${as[@]}" "$bin/pg_ctl" -D "$work/server/data" -l "$work/server/log" -s -w start
  "${psql[@]}" << END
DO \$\$
BEGIN
  FOR i IN 1..$1 LOOP
    EXECUTE format('CREATE TABLE t%s (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what text)', i);
    EXECUTE format('INSERT INTO t%s (what) SELECT g FROM generate_series(1, 20) g', i);
    IF i % 100 = 0 THEN COMMIT; END IF;
  END LOOP;
END \$\$;
SELECT format('CREATE DATABASE d%s', g) FROM generate_series(1, $databases) g \gexec
CHECKPOINT;
END
}

# The seconds of a stretch of work, as its line of progress says.
seconds() { sed -n "s/^$2[^:]*:.* \([0-9.]*\) s\$/\1/p" "$1" | head -n 1; }

row() {
  local tables=$1 status=0
  "$home/ballast" vault init "${vault[@]}" --new-key > /dev/null
  /usr/bin/time -q -o "$work/rss.backup" -f %M "$home/ballast" backup run --target "$url" "${vault[@]}" \
    > "$work/out" 2> "$work/backup" || { cat "$work/out" "$work/backup" >&2; exit 1; }
  /usr/bin/time -q -o "$work/rss.prove" -f %M "$home/ballast" prove --target "$url" --backup latest "${vault[@]}" \
    > "$work/proof" 2> "$work/prove" || status=$?
  [ $status = 0 ] || { cat "$work/proof" "$work/prove" >&2; exit 1; }
  local digest
  digest=$(seconds "$work/backup" digesting)
  printf '| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' "$tables" \
    "$(seconds "$work/backup" 'backing up')" "$digest" \
    "$(awk -v s="$digest" -v n="$tables" 'BEGIN { printf "%.2f", s * 1000 / n }')" \
    "$(seconds "$work/prove" restoring)" "$(seconds "$work/prove" recovering)" "$(seconds "$work/prove" comparing)" \
    "$(seconds "$work/prove" 'checking structure')" "$(seconds "$work/prove" re-reading)" \
    "$(awk '{ printf "%.0f", $1 / 1024 }' "$work/rss.backup")" "$(awk '{ printf "%.0f", $1 / 1024 }' "$work/rss.prove")"
}

# Seconds and peak memory in MB of a command, as two columns.
measured() {
  local name=$1
  shift
  /usr/bin/time -q -o "$work/time.$name" -f '%e %M' "$home/ballast" "$@" > "$work/out.$name" 2> "$work/err.$name" \
    || { cat "$work/out.$name" "$work/err.$name" >&2; exit 1; }
  awk '{ printf " %s | %.0f |", $1, $2 / 1024 }' "$work/time.$name"
}

memory_row() {
  local relations
  relations=$("${psql[@]}" -c 'SELECT count(*) FROM pg_class WHERE relfilenode <> 0')
  "$home/ballast" vault init "${vault[@]}" --new-key > /dev/null
  printf '| %s | %s | %s |' "$1" "$relations" "$databases"
  measured full backup run --full --digest none --target "$url" "${vault[@]}"
  "${psql[@]}" << END
DO \$\$
BEGIN
  FOR i IN 1..$1 BY 100 LOOP EXECUTE format('UPDATE t%s SET what = upper(what)', i); END LOOP;
END \$\$;
END
  measured incremental backup run --incremental --digest none --target "$url" "${vault[@]}"
  measured restore restore latest --files-only --to "$work/restored" "${vault[@]}"
  printf ' %s |\n' "$(find "$work/restored" -type f | wc -l)"
  rm -rf "$work/restored"
}

"$home/ballast" --version > /dev/null # builds where needed
printf 'Made by `bench/relations.sh %s` on %s; load average before the first %s. PostgreSQL %s, max_connections %s,\n' \
  "${sizes[*]}" "$(date -u +%F)" "$(cut -d ' ' -f 1 /proc/loadavg)" "$("$bin/postgres" --version | cut -d ' ' -f 3)" "$connections"
printf 'max_locks_per_transaction 64, %s processors.\n\n' "$(nproc)"
if [ -n "$memory" ]; then
  printf '| tables | relations there | databases | full s | MB | incremental s | MB | restore s | MB | files |\n'
  printf '|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n'
else
  printf '| tables | backup s | digest s | digest s per 1,000 | restore s | recovery s | L6 s | L4 s | L5 s | backup RSS MB | proof RSS MB |\n'
  printf '|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n'
fi
for size in "${sizes[@]}"; do
  make_cluster "$size"
  if [ -n "$memory" ]; then memory_row "$size"; else row "$size"; fi
  stop_server
done
