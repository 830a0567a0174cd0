package dev.ballast.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The version of this build, as the packaging wrote it down.
public final class BallastVersion {
  private BallastVersion() {}

  public static String current() {
    try (InputStream in = BallastVersion.class.getResourceAsStream("version.txt")) {
      return new String(Objects.requireNonNull(in, "version.txt is missing").readAllBytes(), UTF_8)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What `ballast --version` prints.
  public static String line() {
    return "ballast " + current() + " (Java " + Runtime.version() + ")";
  }
}
