package dev.ballast.sample.traffic;

import dev.ballast.evidence.Clock;
import java.time.Duration;

/// The sign to end, and waiting that heeds it. Safe for any number of threads.
final class StopSignal {
  /// A thread that waits sees the sign within this time.
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Clock clock;
  private volatile boolean given;

  StopSignal(Clock clock) {
    this.clock = clock;
  }

  void give() {
    given = true;
  }

  boolean isGiven() {
    return given || Thread.currentThread().isInterrupted();
  }

  /// Waits, and returns whether to continue afterwards.
  boolean pause(Duration duration) {
    long end = clock.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - clock.nanoTime()) {
      if (isGiven()) {
        return false;
      }
      clock.pause(Duration.ofNanos(Math.min(left, GLANCE.toNanos())));
    }
    return !isGiven();
  }
}
