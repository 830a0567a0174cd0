package dev.ballast.postgres.server;

import dev.ballast.postgres.ServerVersion;
import java.util.stream.IntStream;

/// The majors that tests walk. What may differ between any two majors is walked on
/// [SupportedMajors#all()].
public final class TestedMajors {
  private static final String PROPERTY = "tests.majors";

  private TestedMajors() {}

  /// For tests whose subject has one form for all majors between the oldest and the newest, or none
  /// at all: these two, and with `-Pall-majors` all.
  public static IntStream outermost() {
    String walked = System.getProperty(PROPERTY, "outermost");
    return switch (walked) {
      case "outermost" -> IntStream.of(ServerVersion.OLDEST_MAJOR, ServerVersion.NEWEST_MAJOR);
      case "all" -> SupportedMajors.all();
      default -> throw new IllegalArgumentException(PROPERTY + " is " + walked);
    };
  }
}
