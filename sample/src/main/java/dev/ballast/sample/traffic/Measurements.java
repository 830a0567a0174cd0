package dev.ballast.sample.traffic;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.sample.SampleError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;

/// What all writers measured. Safe for any number of threads.
final class Measurements {
  /// Digits of a latency that are kept; the histogram grows with the range and not with the count.
  private static final int DIGITS = 3;

  private final Clock clock;
  private final Instant start;
  private final long startNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Histogram all = new Histogram(DIGITS);
  private final Map<OperationKind, KindCount> kinds = new EnumMap<>(OperationKind.class);
  private final TreeMap<String, Long> errors = new TreeMap<>();
  private final SlowestSecond seconds = new SlowestSecond();
  private long operations;

  Measurements(Clock clock) {
    this.clock = clock;
    this.start = clock.now();
    this.startNanos = clock.nanoTime();
    for (OperationKind kind : OperationKind.values()) {
      kinds.put(kind, new KindCount());
    }
  }

  /// Nanoseconds since the start.
  long elapsedNanos() {
    return clock.nanoTime() - startNanos;
  }

  void succeeded(OperationKind kind, long dueNanos) {
    long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, elapsedNanos() - dueNanos));
    lock.lock();
    try {
      all.recordValue(micros);
      KindCount count = kinds.get(kind);
      count.latency.recordValue(micros);
      seconds.add(TimeUnit.NANOSECONDS.toSeconds(dueNanos), micros);
      oneMore();
    } finally {
      lock.unlock();
    }
  }

  void failed(OperationKind kind, String errorClass) {
    lock.lock();
    try {
      errors.merge(errorClass, 1L, Long::sum);
      kinds.get(kind).failed++;
      oneMore();
    } finally {
      lock.unlock();
    }
  }

  void awaitOperations(long count, Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (operations < count) {
        if (left <= 0) {
          throw Fault.of(SampleError.TRAFFIC_TOO_SLOW, "the traffic is slower than awaited")
              .detail(operations + " of " + count + " operations ended in " + limit);
        }
        left = ended.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  TrafficReport report() {
    Duration elapsed = Duration.ofNanos(elapsedNanos());
    lock.lock();
    try {
      List<TrafficReport.ErrorCount> errorCounts = new ArrayList<>();
      errors.forEach((name, n) -> errorCounts.add(new TrafficReport.ErrorCount(name, n)));
      List<TrafficReport.KindReport> kindReports = new ArrayList<>();
      kinds.forEach(
          (kind, count) ->
              kindReports.add(
                  new TrafficReport.KindReport(
                      kind.label(),
                      count.latency.getTotalCount(),
                      count.failed,
                      latency(count.latency))));
      Optional<TrafficReport.SlowSecond> slowest =
          seconds
              .slowest()
              .map(
                  s ->
                      new TrafficReport.SlowSecond(
                          start.plusSeconds(s.second()),
                          s.operations(),
                          micros(s.totalMicros() / s.operations()),
                          micros(s.maxMicros())));
      return new TrafficReport(
          elapsed,
          operations,
          all.getTotalCount(),
          elapsed.isZero() ? 0 : all.getTotalCount() / (elapsed.toNanos() / 1e9),
          latency(all),
          slowest,
          errorCounts,
          kindReports);
    } finally {
      lock.unlock();
    }
  }

  private void oneMore() {
    operations++;
    ended.signalAll();
  }

  private static TrafficReport.Latency latency(Histogram histogram) {
    return new TrafficReport.Latency(
        micros(histogram.getValueAtPercentile(50)),
        micros(histogram.getValueAtPercentile(95)),
        micros(histogram.getValueAtPercentile(99)),
        micros(histogram.getMaxValue()));
  }

  private static Duration micros(long micros) {
    return Duration.of(micros, java.time.temporal.ChronoUnit.MICROS);
  }

  private static final class KindCount {
    private final Histogram latency = new Histogram(DIGITS);
    private long failed;
  }
}
