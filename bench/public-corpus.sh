#!/bin/sh
# What `change check` says of the migrations of public projects, beside what a server does with them (`change trace`):
# the tool that was found, findings, statements that ran, contradictions, and refusals that were claimed and did not
# happen. Fetch the projects that bench/public-corpus.tsv lists by hand, each into a folder of its name below PROJECTS;
# what is not there is left out. Ends with status 1 where a tool is misdetected, a refusal is false or a trace contradicts.
#
#   bench/public-corpus.sh PROJECTS RESULTS [check|trace]     both by default; a result that is there is kept
#   bench/public-corpus.sh --sample RESULTS SEED NUMBER       NUMBER findings of each project at random, to be judged
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
cd "$home"
./ballast --version > /dev/null # builds where needed
. ./.mvn/find-jdk.sh
find_jdk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
lib=$home/cli/target/ballast/lib
"$JAVA_HOME/bin/javac" -proc:none -d "$work/classes" -cp "$lib/*" bench/PublicCorpus.java

corpus() {
  "$JAVA_HOME/bin/java" -cp "$work/classes:$lib/*" PublicCorpus "$@"
}

if [ "$1" = --sample ]; then
  corpus sample "$2" "$3" "$4"
  exit
fi

projects=$(cd "$1" && pwd)
mkdir -p "$2"
results=$(cd "$2" && pwd)
what=${3:-both}
tab=$(printf '\t')
grep -v '^#' bench/public-corpus.tsv | while IFS="$tab" read -r project folder tool; do
  name=${project#*/}
  [ -d "$projects/$name/$folder" ] || continue
  cd "$projects"
  for kind in check trace; do
    [ "$what" = both ] || [ "$what" = "$kind" ] || continue
    [ -s "$results/$name.$kind.json" ] && continue
    status=0
    timeout 900 "$home/ballast" change "$kind" --output json "$name/$folder" \
      > "$results/$name.$kind.json" 2> "$results/$name.$kind.err" < /dev/null || status=$?
    [ "$status" -le 3 ] || {
      echo "$name: change $kind ended with status $status" >&2
      rm -f "$results/$name.$kind.json"
    }
  done
  cd "$home"
done
corpus table "$results" bench/public-corpus.tsv
