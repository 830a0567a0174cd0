package dev.ballast.cli.frame;

import dev.ballast.evidence.Clock;
import java.time.Duration;
import java.time.Instant;

/// Time that passes only when a test says so. For one thread.
final class HeldClock implements Clock {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Duration elapsed = Duration.ZERO;

  @Override
  public Instant now() {
    return START.plus(elapsed);
  }

  @Override
  public long nanoTime() {
    return elapsed.toNanos();
  }

  @Override
  public void pause(Duration duration) {
    elapsed = elapsed.plus(duration);
  }
}
