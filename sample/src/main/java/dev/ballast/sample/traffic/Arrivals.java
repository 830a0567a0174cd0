package dev.ballast.sample.traffic;

import dev.ballast.sample.data.Dice;
import dev.ballast.sample.data.Topic;
import java.util.concurrent.locks.ReentrantLock;

/// When operations arrive: random gaps around a mean, the same for the same seed. Safe for any
/// number of threads.
///
/// The schedule knows nothing of completions. A writer that takes an arrival late executes it at
/// once and its latency counts from when it was due, so a stall is felt by every operation that it
/// kept waiting.
final class Arrivals {
  private final ReentrantLock lock = new ReentrantLock();
  private final Dice dice;
  private final double meanGapNanos;
  private long number;
  private double dueNanos;

  Arrivals(double ratePerSecond, long seed) {
    this.dice = new Dice(seed);
    this.meanGapNanos = 1e9 / ratePerSecond;
  }

  /// @param number counted from 1
  /// @param dueNanos since the start
  record Arrival(long number, long dueNanos) {}

  Arrival next() {
    lock.lock();
    try {
      number++;
      dueNanos -= meanGapNanos * StrictMath.log(1 - dice.roll(Topic.ARRIVAL, number).unit());
      return new Arrival(number, (long) dueNanos);
    } finally {
      lock.unlock();
    }
  }
}
