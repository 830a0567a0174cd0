package dev.ballast.postgres.server;

import dev.ballast.postgres.ServerVersion;
import java.util.stream.IntStream;

/// The majors Ballast supports, oldest first.
public final class SupportedMajors {
  private SupportedMajors() {}

  public static IntStream all() {
    return IntStream.rangeClosed(ServerVersion.OLDEST_MAJOR, ServerVersion.NEWEST_MAJOR);
  }
}
