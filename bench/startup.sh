#!/bin/sh
# How long `ballast --version` and `ballast --help` take, from the shell's fork to the exit: median, least and 90th
# percentile of N runs (31 unless told), JVM and launcher together.
#
#   bench/startup.sh [N]
set -eu
cd "$(dirname "$0")/.."
runs=${1:-31}

./ballast --version > /dev/null # builds where needed, and warms the page cache

measure() {
  i=0
  while [ "$i" -lt "$runs" ]; do
    start=$(date +%s%N)
    ./ballast "$@" > /dev/null
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
    i=$((i + 1))
  done | sort -n | awk -v call="ballast $*" '
    { ms[NR] = $1 }
    END {
      median = NR % 2 ? ms[(NR + 1) / 2] : (ms[NR / 2] + ms[NR / 2 + 1]) / 2
      p90 = ms[int(NR * 0.9 + 0.999)]
      printf "| `%s` | %d ms | %d ms | %d ms | %d |\n", call, median, ms[1], p90, NR
    }'
}

./ballast --version
printf 'cores: %s\n' "$(nproc)"
printf '| call | median | least | 90th percentile | runs |\n|---|---:|---:|---:|---:|\n'
measure --version
measure --help
measure version --output json
