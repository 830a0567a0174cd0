package dev.ballast.change.course;

import dev.ballast.evidence.Clock;
import java.time.Duration;
import java.time.Instant;

/// Times since the beginning of a course. Safe for any number of threads.
public final class CourseClock {
  private final Clock clock;
  private final Instant startedAt;
  private final long start;

  public CourseClock(Clock clock) {
    this.clock = clock;
    this.startedAt = clock.now();
    this.start = clock.nanoTime();
  }

  public Instant startedAt() {
    return startedAt;
  }

  public Duration now() {
    return clock.since(start);
  }

  /// What [Clock#nanoTime()] returned, as a time since the beginning, to the microsecond.
  public Duration at(long nanoTime) {
    return Duration.ofNanos((nanoTime - start) / 1000 * 1000);
  }

  /// What [Clock#nanoTime()] would have returned then.
  long nanoTime(Duration since) {
    return start + since.toNanos();
  }
}
