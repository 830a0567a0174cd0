#!/bin/sh
# The score of the detector of anomalies in the Numenta Anomaly Benchmark, beside the published ones, and what shows that
# the scorer scores as the benchmark does: its plain detector has here the score that its authors published. PATH is a
# folder or .tar.gz with the benchmark's data/, labels/, config/profiles.json and results/final_results.json, such as a
# clone of https://github.com/numenta/NAB at commit ea702d7. The tables of docs/reference/anomalies.md go to standard
# output; with --series also one row per series.
#
#   bench/nab.sh PATH [--series]
set -eu
case ${1:-} in
  '' | -*) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
[ -e "$1" ] || { printf 'error: there is no %s\n' "$1" >&2; exit 6; }
corpus=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
cd "$(dirname "$0")/.."

./ballast --version > /dev/null # builds where needed
home=$PWD
. ./.mvn/find-jdk.sh
find_jdk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -f "$corpus" ]; then
  mkdir "$work/nab"
  tar xzf "$corpus" -C "$work/nab"
  corpus=$work/nab
fi
for needed in data labels/combined_windows.json config/profiles.json results/final_results.json; do
  [ -e "$corpus/$needed" ] || { printf 'error: no %s in %s\n' "$needed" "$1" >&2; exit 6; }
done
lib=$home/cli/target/ballast/lib
nab=observe/src/test/java/dev/ballast/observe/anomaly/nab
"$JAVA_HOME/bin/javac" -proc:none -d "$work/classes" -cp "$lib/*" \
  "$nab/NabCorpus.java" "$nab/NabProfile.java" "$nab/NabScorer.java" "$nab/NabSeries.java" \
  "$nab/WindowedGaussian.java" bench/ScoreAnomalies.java
"$JAVA_HOME/bin/java" -cp "$work/classes:$lib/*" ScoreAnomalies "$corpus" ${2:+"$2"}
