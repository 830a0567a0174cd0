package dev.ballast.machine;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where Ballast keeps what it can make again (cache) and what it must not lose (state).
///
/// As root these are `/var/cache/ballast` and `/var/lib/ballast`, since a server that runs as
/// another user cannot enter root's home; otherwise the XDG folders. `BALLAST_CACHE`
/// and `BALLAST_STATE` move them, and `BALLAST_TEMP` or `TMPDIR` what is temporary.
public final class Places {
  private static final Path ROOTS_STATE = Path.of("/var/lib/ballast");

  private Places() {}

  public static Path cache() {
    return moved("BALLAST_CACHE")
        .orElseGet(
            () -> isRoot() ? Path.of("/var/cache/ballast") : xdg("XDG_CACHE_HOME", ".cache"));
  }

  public static Path state() {
    return moved("BALLAST_STATE")
        .orElseGet(() -> isRoot() ? ROOTS_STATE : xdg("XDG_DATA_HOME", ".local/share"));
  }

  /// Where temporary folders lie: copies of databases, so not in memory. `BALLAST_TEMP` names the
  /// folder itself, `TMPDIR` one that is shared and may be used if it is safe; as root the default
  /// is a folder that nobody else can have made, in the state folder if that is safe.
  public static Path temporary() {
    return moved("BALLAST_TEMP")
        .or(() -> moved("TMPDIR").flatMap(Places::temporaryBelow))
        .orElseGet(
            () ->
                isRoot()
                    ? (OwnFolder.obstacleOnTheWayTo(state()).isPresent() ? ROOTS_STATE : state())
                        .resolve("run")
                    : ownBelow(Path.of(System.getProperty("java.io.tmpdir"))));
  }

  /// Why a variable names a folder for temporary files and they are elsewhere, where it is so.
  public static Optional<String> temporaryIgnored() {
    if (moved("BALLAST_TEMP").isPresent()) {
      return Optional.empty();
    }
    Optional<Path> shared = moved("TMPDIR");
    Optional<String> why =
        shared.isPresent()
            ? shared.flatMap(OwnFolder::obstacleTo).map(w -> "TMPDIR is not used: " + w)
            : moved("BALLAST_STATE")
                .filter(state -> isRoot())
                .flatMap(OwnFolder::obstacleOnTheWayTo)
                .map(w -> "BALLAST_STATE is not used for temporary files: " + w);
    return why.map(w -> w + "; they are in " + temporary());
  }

  /// The folder of this user in a shared one; empty where that is not safe to work in.
  static Optional<Path> temporaryBelow(Path shared) {
    return OwnFolder.obstacleTo(shared).isPresent()
        ? Optional.empty()
        : Optional.of(ownBelow(shared));
  }

  /// What this user calls his own in a folder that others use as well.
  public static Path ownBelow(Path shared) {
    return shared.resolve("ballast-" + uid());
  }

  /// The folders of `PATH`. An empty one, which means the working directory, is left out: who
  /// writes there, such as the author of a checkout, must not choose programs.
  public static List<Path> searchPath() {
    return searchPath(Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  static List<Path> searchPath(String path) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .toList();
  }

  public static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  public static long uid() {
    return new UnixSystem().getUid();
  }

  static long gid() {
    return new UnixSystem().getGid();
  }

  private static Optional<Path> moved(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(v -> !v.isBlank())
        .map(v -> Path.of(v).toAbsolutePath());
  }

  private static Path xdg(String variable, String underHome) {
    return moved(variable)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), underHome))
        .resolve("ballast");
  }
}
