#!/bin/sh
# What the GitHub Action and the GitLab job run: `ballast change check` by the released jar.
#
#   BALLAST_JAR         a ballast-all.jar; else the one that released.sha256 beside this script names is fetched with curl
#   BALLAST_JAR_SHA256  its SHA-256; else the one in released.sha256. A jar is run without only where it was given and
#                       lies outside of the working folder, so that no pull request wrote it
#   BALLAST_RELEASES    where releases are fetched from: <this>/<tag>/ballast-all.jar
#   BALLAST_PATHS       files and folders of migrations, separated by spaces
#   BALLAST_GIT_RANGE   judge only what this range changes; else what the pull or merge request adds, and everything where
#                       that is not known (a message says why); --all in BALLAST_ARGUMENTS judges everything
#   BALLAST_BASE        the branch that a pull or merge request goes to; for other builds the default branch
#   BALLAST_UNTRUSTED   auto, true or false: whether the change's author may not decide how it is judged
#   BALLAST_EVENT       why the job runs, and for a pull or merge request:
#   BALLAST_REPOSITORY, BALLAST_HEAD_REPOSITORY
#                       where it goes to and where it comes from; auto is true where they differ, and where the event
#                       is not known to be of this repository
#   BALLAST_FAIL_ON     info, warning, error or never
#   BALLAST_ARGUMENTS   more options, separated by spaces
#   BALLAST_HOST        github or gitlab: which reports are written
set -euf

fail() {
  printf 'error: %s\nhint: %s\n' "$1" "$2" >&2
  exit 2
}

# Prints the SHA-256 of file $1.
digest() {
  if command -v sha256sum > /dev/null 2>&1; then
    sha256sum < "$1" | cut -d ' ' -f 1
  else
    shasum -a 256 < "$1" | cut -d ' ' -f 1
  fi
}

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
released=$(sed -n 's/^\([0-9a-f]\{64\}\)  \(v[0-9][0-9.]*\/ballast-all\.jar\)$/\1 \2/p' "$here/released.sha256" | head -n 1)
expected=${BALLAST_JAR_SHA256:-}
jar=${BALLAST_JAR:-}
if [ -z "$jar" ]; then
  expected=${expected:-${released%% *}}
  [ -n "$released" ] && [ -n "$expected" ] ||
    fail "this commit names no released jar" "Use the commit of a release, or give BALLAST_JAR and BALLAST_JAR_SHA256."
  folder=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/ballast.XXXXXX")
  jar=$folder/ballast-all.jar
  curl --fail --silent --show-error --location --proto =https --retry 3 --output "$jar" \
    "$BALLAST_RELEASES/${released#* }"
fi
[ -f "$jar" ] || fail "there is no file $jar" "Check BALLAST_JAR."
place=$(cd -- "$(dirname -- "$jar")" && pwd -P)
jar=$place/$(basename -- "$jar")
case $place/ in
  "$(pwd -P)"/*)
    [ -n "$expected" ] ||
      fail "the jar is in the working folder, and its SHA-256 is not given" "Set BALLAST_JAR_SHA256, or move the jar elsewhere."
    ;;
esac
if [ -n "$expected" ]; then
  actual=$(digest "$jar")
  [ "$actual" = "$expected" ] ||
    fail "the jar's SHA-256 is $actual, not $expected" "It was damaged on the way, or is not the one that was meant: it was not run."
fi

untrusted=${BALLAST_UNTRUSTED:-auto}
if [ "$untrusted" = auto ]; then
  untrusted=true
  case ${BALLAST_EVENT:-} in
    push | schedule | workflow_dispatch | merge_group | release) untrusted=false ;;
    pull_request | pull_request_target | merge_request_event)
      if [ -n "${BALLAST_HEAD_REPOSITORY:-}" ] && [ "$BALLAST_HEAD_REPOSITORY" = "${BALLAST_REPOSITORY:-}" ]; then
        untrusted=false
      fi
      ;;
  esac
fi

# By the range's left end an untrusted change is judged, so it must be known; else Ballast finds out what is new.
range=${BALLAST_GIT_RANGE:-}
if [ -z "$range" ] && [ -n "${BALLAST_BASE:-}" ]; then
  if [ "$untrusted" = true ]; then
    range=refs/remotes/origin/$BALLAST_BASE...
  else
    export CI="${CI:-true}" GITHUB_BASE_REF="${GITHUB_BASE_REF:-$BALLAST_BASE}"
  fi
fi

# Paths and options are lists: they are split at spaces on purpose; `set -f` keeps their globs from being expanded here.
# shellcheck disable=SC2086
set -- ${BALLAST_ARGUMENTS:-}
case ${BALLAST_HOST:-} in
  github) set -- --report github --report sarif=ballast.sarif "$@" ;;
  gitlab) set -- --report gitlab=ballast-codequality.json --report junit=ballast-junit.xml "$@" ;;
  *) fail "BALLAST_HOST is neither github nor gitlab" "Set it: it says which reports are written." ;;
esac
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  set -- --report "markdown=$GITHUB_STEP_SUMMARY" "$@"
fi
if [ -n "$range" ]; then
  set -- "--git-range=$range" "$@"
fi
case $untrusted in
  true) set -- --untrusted "$@" ;;
  false) ;;
  *) fail "BALLAST_UNTRUSTED is neither auto, true nor false" "Leave it away for auto." ;;
esac

java=java
for home in "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}"; do
  if [ "$java" = java ] && [ -n "$home" ] && [ -x "$home/bin/java" ]; then java=$home/bin/java; fi
done

# shellcheck disable=SC2086
exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$jar" change check \
  "--fail-on=${BALLAST_FAIL_ON:-warning}" "$@" -- ${BALLAST_PATHS:-}
