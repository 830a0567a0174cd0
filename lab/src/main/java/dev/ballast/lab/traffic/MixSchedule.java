package dev.ballast.lab.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;

/// Arrivals at a rate, each drawn from a mix.
///
/// A worker takes the next arrival ahead of time and waits until it is due. Where all are busy, the
/// arrivals that became due are counted when somebody asks, and taken late.
final class MixSchedule implements Schedule {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final double NANOS_PER_SECOND = 1e9;

  private final ReentrantLock lock = new ReentrantLock();
  private final TrafficMix.Choice choice;
  private final TrafficSettings settings;
  private final SplittableRandom gaps;

  /// Moments that were computed to answer [#untaken], not taken yet.
  private final Deque<Long> ahead = new ArrayDeque<>();

  private long computed;
  private long taken;
  private double lastDue;

  MixSchedule(TrafficMix mix, TrafficSettings settings) {
    this.choice = mix.choice();
    this.settings = settings;
    this.gaps = new SplittableRandom(settings.seed());
  }

  @Override
  public Optional<Arrival> next(int worker) {
    long due;
    long number;
    lock.lock();
    try {
      due = ahead.isEmpty() ? compute() : ahead.pop();
      number = ++taken;
    } finally {
      lock.unlock();
    }
    SplittableRandom random = new SplittableRandom(settings.seed() + number * GAMMA);
    return Optional.of(new Arrival(due, choice.draw(random), random, false));
  }

  private long compute() {
    computed++;
    switch (settings.spacing()) {
      case EVEN -> lastDue = computed * NANOS_PER_SECOND / settings.ratePerSecond();
      case POISSON ->
          lastDue -=
              StrictMath.log(1 - gaps.nextDouble()) * NANOS_PER_SECOND / settings.ratePerSecond();
    }
    return (long) lastDue;
  }

  @Override
  public long[] untaken(long beforeNanos) {
    lock.lock();
    try {
      while (ahead.isEmpty() || ahead.peekLast() < beforeNanos) {
        ahead.add(compute());
      }
      return ahead.stream()
          .mapToLong(Long::longValue)
          .takeWhile(due -> due < beforeNanos)
          .toArray();
    } finally {
      lock.unlock();
    }
  }
}
