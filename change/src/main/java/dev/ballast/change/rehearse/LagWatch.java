package dev.ballast.change.rehearse;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.clone.AttachedStandby;
import dev.ballast.lab.clone.ReplicaLag;
import java.time.Duration;
import java.util.Optional;

/// Looks at how far a standby is behind, again and again, on a thread of its own.
final class LagWatch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(50);

  /// A standby that is that far behind is far enough behind.
  private static final Duration CATCH_UP = Duration.ofMinutes(10);

  private final AttachedStandby standby;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile long stoppedAt;
  private volatile Optional<Fault> failure = Optional.empty();
  private volatile long mostBytes;
  private volatile Duration longest = Duration.ZERO;

  private LagWatch(AttachedStandby standby, Clock clock) {
    this.standby = standby;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("lag watch").unstarted(this::run);
  }

  /// @param standby nobody else may use it until the watch has ended
  static LagWatch start(AttachedStandby standby, Clock clock) {
    LagWatch watch = new LagWatch(standby, clock);
    watch.thread.start();
    return watch;
  }

  private void run() {
    try {
      while (look() > 0 || !stopped) {
        if (stopped && clock.since(stoppedAt).compareTo(CATCH_UP) > 0) {
          return;
        }
        clock.pause(INTERVAL);
        CommonError.requireNoInterrupt("watching a standby");
      }
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      failure = Optional.of(fault);
    }
  }

  private long look() {
    ReplicaLag lag = standby.lag();
    mostBytes = Math.max(mostBytes, lag.bytes());
    Duration behind = lag.behind().orElse(Duration.ZERO);
    longest = behind.compareTo(longest) > 0 ? behind : longest;
    return lag.bytes();
  }

  /// Waits until the standby has caught up, and returns how far it was behind at most; throws what
  /// ended the looking early.
  StandbyLag end() {
    stop();
    failure.ifPresent(
        fault -> {
          throw fault;
        });
    return new StandbyLag(mostBytes, longest);
  }

  private void stop() {
    stoppedAt = clock.nanoTime();
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      throw CommonError.interrupted("watching a standby");
    }
  }

  @Override
  public void close() {
    if (thread.isAlive()) {
      thread.interrupt();
      boolean interrupted = Thread.interrupted();
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
