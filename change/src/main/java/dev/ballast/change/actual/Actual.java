package dev.ballast.change.actual;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// How long one statement took.
public sealed interface Actual {

  /// It ran once, and took this long.
  record Took(Duration duration) implements Actual {
    public Took {
      requireNonNull(duration, "duration is null");
    }
  }

  /// How long it took cannot be said.
  record Unknown(String reason) implements Actual {
    public Unknown {
      requireNonNull(reason, "reason is null");
    }
  }
}
