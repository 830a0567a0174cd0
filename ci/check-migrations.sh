#!/bin/sh
# What the GitHub Action and the GitLab job run: `ballast change check` by the released jar.
#
#   BALLAST_JAR        a ballast-all.jar; else it is fetched from BALLAST_RELEASE with curl
#   BALLAST_PATHS      files and folders of migrations, separated by spaces
#   BALLAST_GIT_RANGE  judge only what this range changes; empty for all
#   BALLAST_FAIL_ON    info, warning, error or never
#   BALLAST_ARGUMENTS  more options, separated by spaces
#   BALLAST_HOST       github or gitlab: which reports are written
set -eu

jar=${BALLAST_JAR:-}
if [ -z "$jar" ]; then
  jar=${RUNNER_TEMP:-${TMPDIR:-/tmp}}/ballast-all.jar
  curl --fail --silent --show-error --location --retry 3 --output "$jar" "$BALLAST_RELEASE"
fi

case ${BALLAST_HOST:-} in
  github) reports="--report github --report sarif=ballast.sarif" ;;
  gitlab) reports="--report gitlab=ballast-codequality.json --report junit=ballast-junit.xml" ;;
  *)
    printf 'error: BALLAST_HOST is neither github nor gitlab\n' >&2
    exit 2
    ;;
esac
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  reports="$reports --report markdown=$GITHUB_STEP_SUMMARY"
fi
range=
if [ -n "${BALLAST_GIT_RANGE:-}" ]; then
  range="--git-range=$BALLAST_GIT_RANGE"
fi

# Paths and options are lists: they are split at spaces on purpose.
# shellcheck disable=SC2086
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$jar" change check \
  --fail-on "${BALLAST_FAIL_ON:-warning}" $reports $range ${BALLAST_ARGUMENTS:-} $BALLAST_PATHS
