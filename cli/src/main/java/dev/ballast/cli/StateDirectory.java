package dev.ballast.cli;

import java.nio.file.Path;
import java.util.Map;

/// Where Ballast keeps what must outlive a run on this machine.
final class StateDirectory {
  private StateDirectory() {}

  /// `BALLAST_STATE` where it is set; otherwise `/var/lib/ballast` for root, since no other user
  /// can enter root's home and the servers run as another user, and `~/.local/share/ballast`
  /// (`XDG_DATA_HOME`) for everyone else.
  static Path of(Map<String, String> environment, String user, Path home) {
    String chosen = environment.getOrDefault("BALLAST_STATE", "");
    if (!chosen.isEmpty()) {
      return Path.of(chosen);
    }
    if (user.equals("root")) {
      return Path.of("/var/lib/ballast");
    }
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    return (xdg.isEmpty() ? home.resolve(".local/share") : Path.of(xdg)).resolve("ballast");
  }

  static Path ofThisUser(Map<String, String> environment) {
    return of(
        environment, System.getProperty("user.name"), Path.of(System.getProperty("user.home")));
  }
}
