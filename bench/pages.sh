#!/usr/bin/env bash
# How long pages take with many targets and 30 days of samples: a store and a vault are made, a node is started on them,
# and several readers open every kind of page over HTTP.
#
#   bench/pages.sh [--targets N] [--watched N] [--guarded N] [--readers N] [--rounds N] [--keep FOLDER]
#
# Of the targets (1000) the node watches a few (10) at a real server, and another node the rest, as the store says, so that
# what is measured are pages and not the watch. Some (100) have a vault, with a backup and a proof of each. Tables go to standard output. With --keep what was made stays in FOLDER,
# and is used again where it is there. Needs a JDK only; makes about 4 GB in TMPDIR.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd -P)

targets=1000
watched=10
guarded=100
readers=4
rounds=20
kept=
while [ $# -gt 0 ]; do
  case $1 in
    --targets) targets=$2; shift 2 ;;
    --watched) watched=$2; shift 2 ;;
    --guarded) guarded=$2; shift 2 ;;
    --readers) readers=$2; shift 2 ;;
    --rounds) rounds=$2; shift 2 ;;
    --keep) kept=$2; shift 2 ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

"$home/ballast" --version > /dev/null # builds where needed
. "$home/.mvn/find-jdk.sh"
find_jdk
lib=$home/cli/target/ballast/lib
work=${kept:-$(mktemp -d "${TMPDIR:-/tmp}/ballast-pages.XXXXXX")}
mkdir -p "$work"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/ballast-pages.XXXXXX")
ending=()
finish() {
  for each in "${ending[@]}"; do kill "$each" 2> /dev/null && wait "$each" 2> /dev/null || true; done
  rm -rf "$scratch"
  [ -n "$kept" ] || rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

"$JAVA_HOME/bin/javac" -proc:none -d "$scratch" -cp "$lib/*" "$home"/bench/{MakeFleet,ReadPages,HoldServer}.java
program() {
  "$JAVA_HOME/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED -cp "$scratch:$lib/*" "$@"
}

[ -f "$work/made" ] || program MakeFleet "$work" "$targets" "$watched" "$guarded"
touch "$work/made"
# Not by the function, whose shell would be ended in place of the program.
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$scratch:$lib/*" HoldServer "$watched" > "$scratch/port" &
ending+=($!)
until [ -s "$scratch/port" ]; do sleep 0.2; done
sed "s/PORT/$(cat "$scratch/port")/" "$work/fleet.yaml" > "$work/ballast.yaml"

export BALLAST_STATE=$work/state
"$home/ballast" serve --config "$work/ballast.yaml" --state "$work/serve" --port 0 \
  > "$scratch/serve.log" 2>&1 &
node=$!
ending=("$node" "${ending[@]}")
until grep -q 'serving' "$scratch/serve.log"; do
  kill -0 "$node" || { cat "$scratch/serve.log" >&2; exit 1; }
  sleep 0.2
done
link=
[ -f "$work/user" ] || link=$("$home/ballast" user admin-link --state "$work/serve" | grep -o 'setup#.*' | head -n 1)
touch "$work/user"
program ReadPages "$work/serve/node" "$node" "${link#setup#}" "$work/watched" "$readers" "$rounds"
