package dev.ballast.sample.traffic;

import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/// Finds the slowest second. Operations end out of order, so the latest seconds stay open; older
/// ones are kept only while they are the slowest. Not thread-safe.
final class SlowestSecond {
  /// More than an operation can take: the time it may wait for a writer and the statement timeout
  /// for each of its statements.
  static final int OPEN_SECONDS = 120;

  private static final Comparator<Second> BY_MEAN =
      Comparator.comparingDouble(s -> (double) s.totalMicros() / s.operations());

  private final TreeMap<Long, Second> open = new TreeMap<>();
  private Optional<Second> slowestClosed = Optional.empty();

  record Second(long second, long operations, long totalMicros, long maxMicros) {
    Second plus(Second other) {
      return new Second(
          second,
          operations + other.operations,
          totalMicros + other.totalMicros,
          Math.max(maxMicros, other.maxMicros));
    }
  }

  void add(long second, long micros) {
    open.merge(second, new Second(second, 1, micros, micros), Second::plus);
    if (open.size() > OPEN_SECONDS) {
      Second closed = open.pollFirstEntry().getValue();
      slowestClosed = Optional.of(slowestClosed.map(s -> slower(s, closed)).orElse(closed));
    }
  }

  Optional<Second> slowest() {
    Optional<Second> slowestOpen = open.values().stream().max(BY_MEAN);
    return slowestOpen
        .map(o -> slowestClosed.map(c -> slower(c, o)).orElse(o))
        .or(() -> slowestClosed);
  }

  private static Second slower(Second a, Second b) {
    return BY_MEAN.compare(a, b) >= 0 ? a : b;
  }
}
