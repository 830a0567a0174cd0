package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// The machine's clock, set forward by a test.
public final class SteppedClock implements Clock {
  private final AtomicLong ahead = new AtomicLong();

  /// From now on it is that much later.
  public void step(Duration by) {
    ahead.addAndGet(by.toNanos());
  }

  @Override
  public Instant now() {
    return Clock.system().now().plusNanos(ahead.get());
  }

  @Override
  public long nanoTime() {
    return Clock.system().nanoTime() + ahead.get();
  }

  @Override
  public void pause(Duration duration) {
    Clock.system().pause(duration);
  }
}
