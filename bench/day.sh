#!/bin/sh
# A healthy day, simulated: a week of a shop's server is learned from, and the day after it, with a batch, a backup and a
# deployment, goes through all checks at their real cadence, in virtual time. Then the same day with one departure at a
# time. The tables of docs/reference/healthy-day.md go to standard output; with --details also what was undecided, and
# which alerts were raised beside. A day takes a few minutes of one processor for each seed.
#
#   bench/day.sh [SEEDS] [--details]
set -eu
case ${1:-1} in
  *[!0-9]*) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/.."

./ballast --version > /dev/null # builds where needed
home=$PWD
. ./.mvn/find-jdk.sh
find_jdk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
lib=$home/cli/target/ballast/lib
"$JAVA_HOME/bin/javac" -proc:none -d "$work/classes" -cp "$lib/*" \
  observe/src/test/java/dev/ballast/observe/day/[!H]*.java \
  observe/src/test/java/dev/ballast/observe/day/HealthyDay.java bench/SimulateDay.java
"$JAVA_HOME/bin/java" -cp "$work/classes:$lib/*" SimulateDay "${1:-1}" ${2:+"$2"}
