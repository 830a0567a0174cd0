#!/usr/bin/env bash
# Fault drills: faults are injected into a real server under the sample's traffic, with a standby, an archiver and, where
# it is installed, a PgBouncer, while a node watches with a configuration of its own. For each: after how many seconds the
# alert is there, whether it names the cause, which alerts were false, and how long it stays after the fault's end.
#
#   bench/drills.sh [--results FOLDER] [--healthy MINUTES] [--major M] [--only NAME]...
#   bench/drills.sh --without-faults [--results FOLDER] [--healthy MINUTES] [--major M]
#
#   --results FOLDER   where drills.tsv, healthy.tsv and drills.md are written; drills that are in drills.tsv are not
#                      repeated; default target/drills
#   --healthy MINUTES  of traffic without a fault before the first drill; default 10
#   --major M          PostgreSQL's major; default 18
#   --only NAME        this drill, once more if it is there already
#   --without-faults   only the healthy traffic, with all thresholds as Ballast has them
#
# All drills take more than an hour. Needs a JDK; PgBouncer and psql for the drills of a pooler; root for those of the
# machine, whose full file systems are small ones in memory; libfaketime (Debian: faketime) for those of a clock. Do not
# run it where others need the processors: one drill uses all of them, and one takes 62 % of the memory.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)

results=$home/target/drills
healthy=10
major=18
only=()
main=Drills
while [ $# -gt 0 ]; do
  case $1 in
    --results) results=$2; shift 2 ;;
    --healthy) healthy=$2; shift 2 ;;
    --major) major=$2; shift 2 ;;
    --without-faults) main=HealthyTraffic; shift ;;
    --only) only+=("$2"); shift 2 ;;
    *) sed -n '5,15s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

"$home/ballast" --version > /dev/null # builds where needed
. "$home/.mvn/find-jdk.sh"
find_jdk
package=$home/cli/target/ballast
work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-drills.XXXXXX")
chmod 711 "$work"
trap 'rm -rf "$work"' EXIT
mkdir -p "$results"
jars=$package/ballast.jar:$package/lib/*
postgres=$home/postgres/src/test/java/dev/ballast/postgres/server
"$JAVA_HOME/bin/javac" -proc:none -d "$work/classes" -cp "$jars" "$home"/bench/drills/*.java \
  "$postgres/StoppedProcess.java" "$postgres/TestedPooler.java" \
  "$home/observe/src/test/java/dev/ballast/observe/watch/StandbyCopy.java"
cd "$work"
"$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED -cp "$work/classes:$jars" \
  "$main" "$home" "$work" "$results/drills.tsv" "$major" "$healthy" "${only[@]}"
{
  printf 'Measured on %s by `bench/drills.sh` with %s, PostgreSQL %s%s, on %s cores, load %s at the end.\n\n' \
    "$(date -u +%F)" "$("$home/ballast" --version | head -n 1)" "$major" \
    "$(if command -v pgbouncer > /dev/null; then printf ', %s' "$(pgbouncer --version | head -n 1)"; fi)" \
    "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)"
  "$JAVA_HOME/bin/java" -cp "$work/classes" Summary "$results"
} > "$results/drills.md"

printf 'wrote %s\n' "$results/drills.md" >&2
