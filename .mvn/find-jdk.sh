# Finds a JDK for ./mvnw and ./ballast; to be sourced by a POSIX shell.
#
# find_jdk sets JAVA_HOME and exports it, or tells on standard error what to install and returns 6 (a precondition is
# missing). Versions are read from each JDK's `release` file: starting a JVM only to ask for its version would cost
# more than the whole of `ballast --version`.

ballast_jdk_minimum=25

# The feature release of the JDK in $1, in jdk_feature; 0 where there is no whole JDK (a runtime without javac is none).
jdk_feature_of() {
  jdk_feature=0
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  jdk_version=
  if [ -r "$1/release" ]; then
    while IFS= read -r jdk_line || [ -n "$jdk_line" ]; do
      case $jdk_line in
        JAVA_VERSION=*) jdk_version=${jdk_line#JAVA_VERSION=} ;;
      esac
    done < "$1/release"
  else
    jdk_version=$("$1/bin/java" -version 2>&1 | sed -n 's/^[a-z]* version //p')
  fi
  jdk_version=${jdk_version#\"}
  jdk_version=${jdk_version%%[!0-9]*}
  [ -n "$jdk_version" ] && jdk_feature=$jdk_version
  return 0
}

# JAVA_HOME wins, then the java on PATH; among the usual folders the release nearest to the minimum.
find_jdk() {
  if [ -n "${JAVA_HOME:-}" ]; then
    jdk_feature_of "$JAVA_HOME"
    if [ "$jdk_feature" -ge "$ballast_jdk_minimum" ]; then
      export JAVA_HOME
      return 0
    fi
  fi
  jdk_on_path=$(command -v java 2> /dev/null) || jdk_on_path=
  if [ -n "$jdk_on_path" ]; then
    jdk_on_path=$(readlink -f "$jdk_on_path" 2> /dev/null) || jdk_on_path=
    jdk_feature_of "${jdk_on_path%/bin/java}"
    if [ "$jdk_feature" -ge "$ballast_jdk_minimum" ]; then
      JAVA_HOME=${jdk_on_path%/bin/java}
      export JAVA_HOME
      return 0
    fi
  fi
  jdk_best=
  jdk_best_feature=0
  for jdk_home in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/jdk* /opt/*jdk* /opt/java/* /opt/*/jdk* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    "${HOME:-/nonexistent}"/.jenv/versions/* "${HOME:-/nonexistent}"/.asdf/installs/java/* \
    "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -d "$jdk_home" ] || continue
    jdk_feature_of "$jdk_home"
    if [ "$jdk_feature" -ge "$ballast_jdk_minimum" ] \
      && { [ "$jdk_best_feature" -eq 0 ] || [ "$jdk_feature" -lt "$jdk_best_feature" ]; }; then
      jdk_best=$jdk_home
      jdk_best_feature=$jdk_feature
    fi
  done
  if [ -n "$jdk_best" ]; then
    JAVA_HOME=$jdk_best
    export JAVA_HOME
    return 0
  fi
  cat >&2 << MESSAGE
error: no JDK $ballast_jdk_minimum or newer on this machine (jdk-missing)
detail: looked at JAVA_HOME (${JAVA_HOME:-not set}), at java on PATH, and in /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, Homebrew and the other usual folders
hint: Install one: "apt-get install openjdk-$ballast_jdk_minimum-jdk-headless" (Debian 14, Ubuntu 25.10), "dnf install java-$ballast_jdk_minimum-openjdk-devel" (Fedora), "brew install openjdk@$ballast_jdk_minimum" or "sdk install java"; or unpack any vendor's JDK $ballast_jdk_minimum and set JAVA_HOME to its folder.
MESSAGE
  return 6
}
