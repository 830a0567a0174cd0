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
    return all()
        ? SupportedMajors.all()
        : IntStream.of(ServerVersion.OLDEST_MAJOR, ServerVersion.NEWEST_MAJOR);
  }

  /// For tests that run long and whose subject is walked on all majors by another test: the newest,
  /// and with `-Pall-majors` the oldest too.
  public static IntStream newest() {
    return all()
        ? IntStream.of(ServerVersion.OLDEST_MAJOR, ServerVersion.NEWEST_MAJOR)
        : IntStream.of(ServerVersion.NEWEST_MAJOR);
  }

  /// For tests whose subject does not depend on the major: the newest, or the one that
  /// `-Dtests.major` names.
  public static int one() {
    return Integer.getInteger("tests.major", ServerVersion.NEWEST_MAJOR);
  }

  private static boolean all() {
    String walked = System.getProperty(PROPERTY, "outermost");
    return switch (walked) {
      case "outermost" -> false;
      case "all" -> true;
      default -> throw new IllegalArgumentException(PROPERTY + " is " + walked);
    };
  }
}
