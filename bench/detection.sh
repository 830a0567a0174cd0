#!/bin/sh
# What Ballast and squawk (package squawk-cli of npm) find in the corpus of migrations with one hazard each, and what
# they say of the harmless ones. Every case is a file of its own, the same for both. Squawk runs with its default rules for
# PostgreSQL 18; the one that asks for IF EXISTS everywhere is left out. Both timeouts stand before each case.
# Ballast knows the tables that were there before from the history's scripts; squawk reads the file alone.
#
#   bench/detection.sh > tables.md
set -eu
cd "$(dirname "$0")/.."
version=2.66.0
generic=prefer-robust-stmts
# Its rules, as its documentation lists them, all but the one on its own comments (unused-ignore). It refuses to leave
# out one that it does not know.
rules='adding-field-with-default adding-foreign-key-constraint adding-not-nullable-field adding-required-field
  adding-serial-primary-key-field ban-alter-domain-with-add-constraint ban-char-field
  ban-concurrent-index-creation-in-transaction ban-create-domain-with-constraint ban-drop-column ban-drop-database
  ban-drop-not-null ban-drop-table ban-duplicate-column-assignments ban-truncate-cascade ban-uncommitted-transaction
  changing-column-type constraint-missing-not-valid disallowed-unique-constraint identifier-too-long
  prefer-bigint-over-int prefer-bigint-over-smallint prefer-identity prefer-repack prefer-robust-stmts prefer-text-field
  prefer-timestamp-tz renaming-column renaming-table require-concurrent-index-creation
  require-concurrent-index-deletion require-concurrent-partition-detach require-concurrent-reindex
  require-enum-value-ordering require-lock-timeout require-statement-timeout require-table-schema transaction-nesting'

./ballast --version > /dev/null # builds where needed
home=$PWD
. ./.mvn/find-jdk.sh
find_jdk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sources=rules/src/test/java/dev/ballast/rules/catalogue/detection
corpus=rules/src/test/resources/dev/ballast/rules/catalogue/detection
lib=$home/cli/target/ballast/lib
"$JAVA_HOME/bin/javac" -proc:none -d "$work/classes" -cp "$lib/*" "$sources/DetectionCase.java" bench/DetectHazards.java

detect() {
  "$JAVA_HOME/bin/java" -cp "$work/classes:$lib/*" DetectHazards "$@"
}

npm install --silent --no-fund --no-audit --prefix "$work/npm" "squawk-cli@$version" > "$work/npm.log" 2>&1 || {
  cat "$work/npm.log" >&2
  exit 1
}
squawk=$work/npm/node_modules/.bin/squawk

mkdir "$work/cases"
detect write "$corpus" "$work/cases"
# Findings end it with 1.
squawk_report() {
  "$squawk" --reporter json --pg-version 18.0 --exclude "$generic" "$@" "$work"/cases/*.sql || [ $? -eq 1 ]
}
squawk_report > "$work/squawk.json"
squawk_report --assume-in-transaction > "$work/wrapped.json"
printf 'SELECT 1;\n' > "$work/one.sql"
for rule in $rules; do
  "$squawk" --exclude "$rule" "$work/one.sql" > /dev/null
  echo "$rule"
done > "$work/rules"

printf 'Ballast of %s, %s.\n\n' "$(git log -1 --format=%cs)" "$("$squawk" --version)"
detect table "$corpus" rules/src/main/java/dev/ballast/rules/catalogue/setup.sql "$work/squawk.json" \
  "$work/wrapped.json" "$work/rules"
