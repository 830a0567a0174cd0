#!/bin/sh
# How fast PostgreSQL's parser is on the JVM. First in a fresh JVM: the time from the shell's fork to the exit, for no
# statement, for one and for 300 different ones, with and without a start-up cache; median, least and 90th percentile of
# N runs (21 by default), and the CPU time of a run on average, the only meaningful figure on a busy machine. Then warm:
# statements a second with one thread and with two, the median of the last ten of thirty seconds. The statements are the
# corpus of the parser's tests, every form of the manual once.
#
#   bench/parser.sh [N]
set -eu
cd "$(dirname "$0")/.."
runs=${1:-21}

./ballast --version > /dev/null # builds where needed
home=$PWD
. ./.mvn/find-jdk.sh
find_jdk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
corpus=sql/src/test/resources/dev/ballast/sql/grammar/corpus
lib=cli/target/ballast/lib
cp "$lib"/ballast-evidence-*.jar "$lib"/ballast-postgres-*.jar "$work"
jars=$(printf ':%s' "$work"/*.jar)
"$JAVA_HOME/bin/javac" -d "$work/classes" -cp "${jars#:}" bench/ParseStatements.java
"$JAVA_HOME/bin/jar" --create --file "$work/bench.jar" -C "$work/classes" .
path=$work/bench.jar$jars
"$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$work/parser.aot" -cp "$path" ParseStatements once "$corpus" 300 > "$work/log" 2>&1

run() {
  "$JAVA_HOME/bin/java" $cache -cp "$path" ParseStatements "$@"
}

# One line a run: milliseconds passed; at last the CPU time of this shell and of all of them, as `times` prints it.
sample() {
  i=0
  while [ "$i" -lt "$runs" ]; do
    start=$(date +%s%N)
    run once "$corpus" "$1"
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
    i=$((i + 1))
  done
  times
}

measure() {
  (sample "$2") | awk -v what="$1" '
    /m/ { split($1 "m" $2, t, /[ms]+/); cpu = (t[1] * 60 + t[2] + t[3] * 60 + t[4]) * 1000; next }
    { ms[++n] = $1 }
    END {
      for (i = 2; i <= n; i++) for (j = i; j > 1 && ms[j] < ms[j - 1]; j--) { x = ms[j]; ms[j] = ms[j - 1]; ms[j - 1] = x }
      median = n % 2 ? ms[(n + 1) / 2] : (ms[n / 2] + ms[n / 2 + 1]) / 2
      printf "| %s | %d ms | %d ms | %d ms | %d ms | %d |\n", what, median, ms[1], ms[int(n * 0.9 + 0.999)], cpu / n, n
    }'
}

"$JAVA_HOME/bin/java" -version 2>&1 | head -n 1
printf 'cores: %s, load: %s\n\n' "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)"
printf '| fresh JVM | median | least | 90th percentile | CPU time | runs |\n|---|---:|---:|---:|---:|---:|\n'
for cache in -XX:AOTMode=off "-XX:AOTCache=$work/parser.aot"; do
  case $cache in *off) with="no cache" ;; *) with="start-up cache" ;; esac
  measure "no statement, $with" 0
  measure "one statement, $with" 1
  measure "300 statements, $with" 300
done

printf '\n| warm | statements a second | least | greatest |\n|---|---:|---:|---:|\n'
for threads in 1 2; do
  run warm "$corpus" "$threads" 30 | tail -n 10 | sort -n | awk -v threads="$threads" '
    { n[NR] = $1 }
    END { printf "| %d thread%s | %d | %d | %d |\n", threads, threads == 1 ? "" : "s", (n[5] + n[6]) / 2, n[1], n[NR] }'
done
