package dev.ballast.rules.locks;

import dev.ballast.rules.lint.Scene;
import java.time.Duration;

/// What the script's `lock_timeout` is where a statement stands.
public final class LockTimeout {
  /// The longest wait that still counts as short.
  private static final Duration LONGEST_SHORT = Duration.ofSeconds(10);

  private LockTimeout() {}

  /// Whether the script or its connection set one that ends the wait; 0 is none.
  public static boolean isSet(Scene scene) {
    return scene.script().waitsBounded();
  }

  /// Whether it ends the wait soon. A short lock behind such a wait blocks others for that long at
  /// most.
  public static boolean isShort(Scene scene) {
    return scene
        .script()
        .lockTimeout()
        .map(timeout -> timeout.isPositive() && timeout.compareTo(LONGEST_SHORT) <= 0)
        .orElseGet(() -> scene.script().waitsBounded());
  }
}
