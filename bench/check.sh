#!/bin/sh
# How long a check of 50, 1,000 and 10,000 migration files takes, start included, beside squawk of npm (package
# squawk-cli), both in one run and by turns: median, least and greatest time, the median of the CPU time, and the median
# of the pairs' ratios of CPU time, which other work on the machine moves least. The files hold a mixture of what
# migrations hold; both tools read the same. Of squawk the program itself is measured, not the script of Node in front
# of it, which alone takes longer than squawk for 500 files.
#
#   bench/check.sh [ROUNDS [SIZE...]]        5 rounds of 50, 1000 and 10000 by default
#
# Squawk is fetched by npm into a folder that is removed at the end; where there is no npm, only Ballast is measured.
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-5}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- 50 1000 10000

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

squawk=
if command -v npm > /dev/null 2>&1 \
  && npm install --silent --no-fund --no-audit --prefix "$work/npm" squawk-cli > "$work/npm.log" 2>&1; then
  squawk=$(find "$work/npm/node_modules/@squawk-cli" -type f -name squawk -perm -u+x | head -n 1)
fi
[ -n "$squawk" ] || echo "squawk could not be fetched: only Ballast is measured" >&2

# N files of one to six statements: tables first, then what changes them.
make_files() {
  mkdir -p "$2"
  awk -v n="$1" -v dir="$2" 'BEGIN {
    for (i = 1; i <= n; i++) {
      file = sprintf("%s/V%d__step_%d.sql", dir, i, i)
      t = "t" int((i - 1) / 8); kind = (i - 1) % 8
      if (kind == 0) s = "CREATE TABLE " t " (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  name text NOT NULL,\n  code varchar(20),\n  total numeric(10, 2) NOT NULL DEFAULT 0,\n  owner_id bigint,\n  created_at timestamptz NOT NULL DEFAULT now()\n);\nCOMMENT ON TABLE " t " IS \047one of many\047;\n"
      if (kind == 1) s = "SET lock_timeout = \0472s\047;\nALTER TABLE " t " ADD COLUMN note text, ADD COLUMN state smallint NOT NULL DEFAULT 0;\n"
      if (kind == 2) s = "CREATE INDEX " t "_name_idx ON " t " (name);\nCREATE INDEX CONCURRENTLY " t "_code_idx ON " t " (code) WHERE code IS NOT NULL;\n"
      if (kind == 3) s = "SET lock_timeout = \0472s\047;\nALTER TABLE " t " ADD CONSTRAINT " t "_owner_fk FOREIGN KEY (owner_id) REFERENCES t0 (id) NOT VALID;\nALTER TABLE " t " VALIDATE CONSTRAINT " t "_owner_fk;\n"
      if (kind == 4) s = "ALTER TABLE " t " ALTER COLUMN code TYPE varchar(40);\nALTER TABLE " t " ALTER COLUMN total TYPE numeric(12, 2);\n"
      if (kind == 5) s = "CREATE OR REPLACE FUNCTION " t "_touch() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  IF NEW.name IS DISTINCT FROM OLD.name THEN\n    NEW.note := \047renamed\047;\n  END IF;\n  RETURN NEW;\nEND\n$$;\nCREATE TRIGGER " t "_touch BEFORE UPDATE ON " t " FOR EACH ROW EXECUTE FUNCTION " t "_touch();\n"
      if (kind == 6) s = "UPDATE " t " SET state = 1 WHERE id BETWEEN 1 AND 1000 AND state = 0;\nINSERT INTO " t " (name, code) VALUES (\047a\047, \047b\047), (\047c\047, \047d\047);\nDELETE FROM " t " WHERE created_at < now() - interval \0471 year\047 AND id < 5000;\n"
      if (kind == 7) s = "ALTER TABLE " t " ADD CONSTRAINT " t "_total_check CHECK (total >= 0);\nALTER TABLE " t " ALTER COLUMN name SET DEFAULT \047\047;\nGRANT SELECT ON " t " TO PUBLIC;\n"
      printf "%s", s > file
      close(file)
    }
  }'
}

# One run: milliseconds passed, and those of CPU of it and its children. Findings end both tools with another status.
once() {
  before=$(date +%s%N)
  (
    "$@" > "$work/out" 2>&1 || [ $? -le 3 ] || { tail -n 5 "$work/out" >&2; exit 1; }
    times
  ) > "$work/times"
  after=$(date +%s%N)
  awk -v ms=$(((after - before) / 1000000)) '/m/ && NR == 2 {
    split($1 "m" $2, t, /[ms]+/); printf "%d %d\n", ms, (t[1] * 60 + t[2] + t[3] * 60 + t[4]) * 1000 }' "$work/times"
}

row() {
  sort -n "$4" | awk -v tool="$1" -v files="$2" -v statements="$3" '
    { ms[NR] = $1 }
    END {
      median = NR % 2 ? ms[(NR + 1) / 2] : (ms[NR / 2] + ms[NR / 2 + 1]) / 2
      printf "| %d | %d | %s | %d ms | %d ms | %d ms |", files, statements, tool, median, ms[1], ms[NR]
    }'
  printf ' %d ms |' "$(cut -d ' ' -f 2 "$4" | median)"
}

median() {
  sort -n | awk '{ all[NR] = $1 } END { print NR % 2 ? all[(NR + 1) / 2] : (all[NR / 2] + all[NR / 2 + 1]) / 2 }'
}

./ballast --version
[ -z "$squawk" ] || "$squawk" --version
printf 'cores: %s, load: %s, rounds: %s\n' "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)" "$rounds"
printf '| files | statements | tool | median | least | greatest | CPU time | ratio |\n|---:|---:|---|---:|---:|---:|---:|---:|\n'
for size in "$@"; do
  make_files "$size" "$work/$size"
  statements=$(cat "$work/$size"/*.sql | grep -c ';$' || true)
  : > "$work/ballast"
  : > "$work/squawk"
  i=0
  while [ "$i" -lt "$rounds" ]; do
    once ./ballast change check --quiet "$work/$size" >> "$work/ballast"
    [ -z "$squawk" ] || once "$squawk" "$work/$size/*.sql" >> "$work/squawk"
    i=$((i + 1))
  done
  row Ballast "$size" "$statements" "$work/ballast"
  if [ -z "$squawk" ]; then
    echo " |"
  else
    paste -d ' ' "$work/ballast" "$work/squawk" | awk '$4 > 0 { print $2 / $4 }' | median | awk '{ printf " %.1f |\n", $1 }'
    row squawk "$size" "$statements" "$work/squawk"
    echo " |"
  fi
done
