package dev.ballast.change.rules;

import dev.ballast.change.lint.Scene;
import java.time.Duration;

/// Whether the wait for a lock is bounded where a statement stands. A short lock behind a bounded
/// wait stops others for that long at most.
public final class ShortWait {
  /// The longest wait that still counts as short.
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private ShortWait() {}

  public static boolean isBounded(Scene scene) {
    return scene
        .script()
        .lockTimeout()
        .filter(timeout -> timeout.isPositive() && timeout.compareTo(LONGEST) <= 0)
        .isPresent();
  }
}
