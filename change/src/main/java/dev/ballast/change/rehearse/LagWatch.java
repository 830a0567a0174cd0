package dev.ballast.change.rehearse;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.lab.clone.AttachedStandby;
import dev.ballast.lab.clone.ReplicaLag;
import java.time.Duration;

/// Looks at how far a standby is behind, again and again, on a thread of its own.
final class LagWatch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(50);

  /// A standby that is that far behind is far enough behind.
  private static final Duration CATCH_UP = Duration.ofMinutes(10);

  private final AttachedStandby standby;
  private final Clock clock;
  private final RepeatedLook looking;
  private long mostBytes;
  private Duration longest = Duration.ZERO;

  private LagWatch(AttachedStandby standby, Clock clock) {
    this.standby = standby;
    this.clock = clock;
    this.looking = RepeatedLook.start("lag watch", this::look, INTERVAL, clock);
  }

  /// @param standby nobody else may use it until the watch has ended
  static LagWatch start(AttachedStandby standby, Clock clock) {
    return new LagWatch(standby, clock);
  }

  private synchronized long look() {
    ReplicaLag lag = standby.lag();
    mostBytes = Math.max(mostBytes, lag.bytes());
    Duration behind = lag.behind().orElse(Duration.ZERO);
    longest = behind.compareTo(longest) > 0 ? behind : longest;
    return lag.bytes();
  }

  /// Waits until the standby has caught up, and returns how far it was behind at most; throws what
  /// ended the looking early.
  StandbyLag end() {
    looking.end();
    long ended = clock.nanoTime();
    while (look() > 0 && clock.since(ended).compareTo(CATCH_UP) < 0) {
      clock.pause(INTERVAL);
      CommonError.requireNoInterrupt("watching a standby");
    }
    return new StandbyLag(mostBytes, longest);
  }

  @Override
  public void close() {
    looking.close();
  }
}
