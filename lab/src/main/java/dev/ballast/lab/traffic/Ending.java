package dev.ballast.lab.traffic;

import java.util.concurrent.atomic.AtomicLong;

/// When a traffic began and when it ends. Safe for any number of threads.
final class Ending {
  private final long startNanos;
  private final AtomicLong stop = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean over;

  Ending(long startNanos) {
    this.startNanos = startNanos;
  }

  /// By the clock.
  long startNanos() {
    return startNanos;
  }

  /// What is due from then on does not arrive any more; since the start.
  long stopNanos() {
    return stop.get();
  }

  /// The first stop counts.
  long stopAt(long nanos) {
    stop.compareAndSet(Long.MAX_VALUE, nanos);
    return stop.get();
  }

  /// Whether no work may begin any more.
  boolean isOver() {
    return over;
  }

  void over() {
    over = true;
  }
}
