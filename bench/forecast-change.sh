#!/bin/sh
# How far the forecast of a change is from what it takes: statements are run three times on a small table, predicted for
# a larger one on the same machine, and run there. Prints each prediction, its interval and what the statement took.
#
#   bench/forecast-change.sh [MAJOR [SMALL [LARGE]]]
#
# MAJOR is 18 by default, SMALL 100000 rows and LARGE 1000000. Needs no server: it starts one.
set -eu
cd "$(dirname "$0")/.."
./ballast --version > /dev/null # builds where needed
. ./.mvn/find-jdk.sh
find_jdk
jars=$(printf ':%s' cli/target/ballast/lib/*.jar)
exec "$JAVA_HOME/bin/java" -cp "${jars#:}" bench/ForecastChange.java "${1:-18}" "${2:-100000}" "${3:-1000000}"
