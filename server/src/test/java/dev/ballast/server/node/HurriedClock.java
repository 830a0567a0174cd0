package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import java.time.Duration;
import java.time.Instant;

/// The machine's clock, of which a test can have the hours pass sooner from a moment on: what waits
/// ten seconds then waits less.
public final class HurriedClock implements Clock {
  private final Instant start = Clock.system().now();
  private final long startNanos = Clock.system().nanoTime();
  private volatile Pace pace = new Pace(startNanos, 0, 1);

  /// @param since the machine's nanoseconds
  /// @param before what had passed here by then
  /// @param times as fast
  private record Pace(long since, long before, int times) {
    long passed(long now) {
      return before + (now - since) * times;
    }
  }

  /// From now on it runs so many times as fast.
  public synchronized void hurry(int times) {
    long now = Clock.system().nanoTime();
    pace = new Pace(now, pace.passed(now), times);
  }

  @Override
  public Instant now() {
    return start.plusNanos(pace.passed(Clock.system().nanoTime()));
  }

  @Override
  public long nanoTime() {
    return startNanos + pace.passed(Clock.system().nanoTime());
  }

  @Override
  public void pause(Duration duration) {
    Clock.system().pause(duration.dividedBy(pace.times()));
  }
}
