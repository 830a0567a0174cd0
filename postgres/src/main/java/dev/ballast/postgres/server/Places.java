package dev.ballast.postgres.server;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import java.util.Optional;

/// Where Ballast keeps what it can make again (cache) and what it must not lose (state).
///
/// As root these are `/var/cache/ballast` and `/var/lib/ballast`, since a server that runs as
/// another user cannot enter root's home; otherwise the XDG folders. `BALLAST_CACHE` and
/// `BALLAST_STATE` move them.
public final class Places {
  private Places() {}

  public static Path cache() {
    return moved("BALLAST_CACHE")
        .orElseGet(
            () -> isRoot() ? Path.of("/var/cache/ballast") : xdg("XDG_CACHE_HOME", ".cache"));
  }

  public static Path state() {
    return moved("BALLAST_STATE")
        .orElseGet(
            () -> isRoot() ? Path.of("/var/lib/ballast") : xdg("XDG_DATA_HOME", ".local/share"));
  }

  static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  static long uid() {
    return new UnixSystem().getUid();
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
