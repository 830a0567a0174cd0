package dev.ballast.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// The only source of time, so that a test can hold it still. Implementations are safe for any
/// number of threads.
public interface Clock {

  /// Wall-clock time, for what people read and what is compared across machines.
  Instant now();

  /// Monotonic time in nanoseconds from an arbitrary origin, for durations.
  long nanoTime();

  /// Waits about `duration`; returns early when the thread is interrupted, leaving its interrupt
  /// status set.
  void pause(Duration duration);

  /// The time elapsed since `startNanos`, a former answer of [#nanoTime()].
  default Duration since(long startNanos) {
    return Duration.ofNanos(nanoTime() - startNanos);
  }

  /// The machine's own clock.
  static Clock system() {
    return SystemClock.INSTANCE;
  }

  /// The machine's own clock, reached through [Clock#system()].
  enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void pause(Duration duration) {
      long deadline = System.nanoTime() + duration.toNanos();
      for (long left = duration.toNanos(); left > 0; left = deadline - System.nanoTime()) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        LockSupport.parkNanos(left);
      }
    }
  }
}
