package dev.ballast.change.rules;

import dev.ballast.change.lint.Scene;
import java.time.Duration;

/// How long a statement may wait for its locks, and everybody else behind it.
public final class Waiting {
  private Waiting() {}

  /// Whether the script set a `lock_timeout` that ends the wait; 0 is none.
  public static boolean isBounded(Scene scene) {
    return scene.script().lockTimeout().filter(Duration::isPositive).isPresent();
  }
}
