#!/usr/bin/env bash
# Thin copies of a prepared state, by kind: time to make one, to have its largest file ready for writing, to remove it;
# beside cp in the same place. Milliseconds, medians of five, with the state in the page cache.
#
#   bench/thin.sh [--megabytes N]
#
#   --megabytes N  of the state, in files of 1 GB at the most and 1500 small ones; default 2048
#
# Reflinks are measured on file systems of their own in image files, where root may mount them and mkfs.xfs or mkfs.btrfs is
# there; overlays as root; plain copies on the file system of TMPDIR. Needs room for twice the state.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)

megabytes=2048
while [ $# -gt 0 ]; do
  case $1 in
    --megabytes) megabytes=$2; shift 2 ;;
    *) sed -n '5,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

if [ -z "${BALLAST_CLASSPATH:-}" ]; then
  "$home/ballast" --version > /dev/null # builds where needed
  package=$home/cli/target/ballast
  BALLAST_CLASSPATH=$package/ballast.jar:$package/lib/*
fi
. "$home/.mvn/find-jdk.sh"
find_jdk
work=$(mktemp -d "${TMPDIR:-/tmp}/ballast-bench.XXXXXX")
chmod 711 "$work"
mounted=()
finish() {
  for point in "${mounted[@]}"; do umount "$point" || true; done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# A state in a folder that is there.
state() {
  mkdir -p "$1/data/base/5" "$1/data/pg_wal"
  echo 18 > "$1/data/PG_VERSION"
  i=0
  left=$megabytes
  while [ "$left" -gt 0 ]; do
    part=$((left < 1024 ? left : 1024))
    head -c "${part}M" /dev/urandom > "$1/data/base/5/16384.$i"
    left=$((left - part))
    i=$((i + 1))
  done
  for i in $(seq 1500); do head -c 16384 /dev/zero > "$1/data/base/5/$i"; done
}

now() { date +%s%N; }
row() { printf '| %s | %s | %s | %s | %s |\n' "$@"; }

ours() { # kind, where, its file system
  read -r make ready remove < <("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$BALLAST_CLASSPATH" \
    "$home/bench/TimeThinCopies.java" "$1" "$2/state" "$2/runs") || { row "$1" "$3" "not possible here" - -; return 0; }
  row "$1" "$3" "$make" "$ready" "$remove"
}

cp_beside() { # option, where, its file system
  for run in 1 2 3 4 5; do
    start=$(now)
    cp -a "$1" "$2/state" "$2/copied"
    middle=$(now)
    rm -rf "$2/copied"
    echo "$(((middle - start) / 1000000)) $((($(now) - middle) / 1000000))"
  done | sort -n | sed -n 3p | { read -r make remove; row "cp -a $1" "$3" "$make" - "$remove"; }
}

echo "| copy | file system | make, ms | largest file ready, ms | remove, ms |"
echo "|---|---|---:|---:|---:|"
mkdir "$work/here"
state "$work/here/state"
here=$(stat -f -c %T "$work")
ours PLAIN "$work/here" "$here"
if [ "$(id -u)" = 0 ]; then ours OVERLAY "$work/here" "$here"; fi
cp_beside --reflink=auto "$work/here" "$here"
rm -rf "$work/here"
for type in xfs btrfs; do
  truncate -s $((2 * megabytes + 1024))M "$work/$type.image"
  mkdir "$work/$type"
  if ! { "mkfs.$type" -q "$work/$type.image" && mount -t "$type" -o loop "$work/$type.image" "$work/$type"; } > /dev/null 2>&1; then
    row reflink "$type" "cannot be mounted here" - -
    continue
  fi
  mounted+=("$work/$type")
  state "$work/$type/state"
  ours REFLINK "$work/$type" "$type"
  cp_beside --reflink=auto "$work/$type" "$type"
  umount "$work/$type" && mounted=()
  rm -f "$work/$type.image"
done
