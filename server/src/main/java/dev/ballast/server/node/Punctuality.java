package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/// By how much something that is to begin again and again begins later than it was to. Safe for any
/// number of threads.
final class Punctuality {
  private final Duration interval;
  private final Clock clock;
  private OptionalLong last = OptionalLong.empty();

  /// @param interval between two beginnings
  Punctuality(Duration interval, Clock clock) {
    this.interval = interval;
    this.clock = clock;
  }

  /// It begins now. Zero for the first time, and where it is not late.
  synchronized Duration begin() {
    OptionalLong before = last;
    last = OptionalLong.of(clock.nanoTime());
    if (before.isEmpty()) {
      return Duration.ZERO;
    }
    Duration late = clock.since(before.getAsLong()).minus(interval);
    return late.isNegative() ? Duration.ZERO : late;
  }
}
