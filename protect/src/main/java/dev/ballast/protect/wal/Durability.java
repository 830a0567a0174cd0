package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.time.Duration;
import java.util.Optional;

/// When received log is made durable, and how far it is. Safe for any number of threads.
final class Durability {
  private final Duration interval;
  private final Clock clock;
  private volatile boolean synchronous;
  private volatile Optional<LogPosition> position = Optional.empty();

  Durability(Duration interval, Clock clock) {
    this.interval = interval;
    this.clock = clock;
  }

  void awaited(boolean synchronous) {
    this.synchronous = synchronous;
  }

  /// Whether log is to be made durable as it comes.
  boolean atOnce() {
    return synchronous;
  }

  /// How long log that is not durable may wait yet, in nanoseconds.
  ///
  /// @param last when log was made durable last, by the monotonic clock
  long untilDue(long last) {
    return synchronous ? 0 : Math.max(0, interval.minus(clock.since(last)).toNanos());
  }

  long now() {
    return clock.nanoTime();
  }

  void reached(TimelineId timeline, Lsn durable) {
    position = Optional.of(new LogPosition(timeline, durable, clock.now(), synchronous));
  }

  Optional<LogPosition> position() {
    return position;
  }
}
