#!/bin/sh
# How long `ballast --version` and `ballast --help` take, from the shell's fork to the exit, launcher and JVM together:
# median, least and 90th percentile of N runs (31 by default), and the CPU time of a run on average. On a busy machine
# only the last column tells anything of Ballast.
#
#   bench/startup.sh [N]
set -eu
cd "$(dirname "$0")/.."
runs=${1:-31}

./ballast --version > /dev/null # builds where needed, and warms the page cache

# One line a run: milliseconds passed; at last the CPU time of this shell and of all of them, as `times` prints it.
sample() {
  i=0
  while [ "$i" -lt "$runs" ]; do
    start=$(date +%s%N)
    ./ballast "$@" > /dev/null
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
    i=$((i + 1))
  done
  times
}

measure() {
  (sample "$@") | awk -v call="ballast $*" '
    /m/ { split($1 "m" $2, t, /[ms]+/); cpu = (t[1] * 60 + t[2] + t[3] * 60 + t[4]) * 1000; next }
    { ms[++n] = $1 }
    END {
      for (i = 2; i <= n; i++) for (j = i; j > 1 && ms[j] < ms[j - 1]; j--) { x = ms[j]; ms[j] = ms[j - 1]; ms[j - 1] = x }
      median = n % 2 ? ms[(n + 1) / 2] : (ms[n / 2] + ms[n / 2 + 1]) / 2
      printf "| `%s` | %d ms | %d ms | %d ms | %d ms | %d |\n", call, median, ms[1], ms[int(n * 0.9 + 0.999)], cpu / n, n
    }'
}

./ballast --version
printf 'cores: %s, load: %s\n' "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)"
printf '| call | median | least | 90th percentile | CPU time | runs |\n|---|---:|---:|---:|---:|---:|\n'
measure --version
measure --help
measure version --output json
