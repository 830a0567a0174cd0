package dev.ballast.lab.traffic;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What succeeded, by how long it took, and what failed, by why. Not thread-safe.
final class Tally {
  private final Histogram micros = new Histogram(Latency.DIGITS);
  private final Map<String, Long> errors = new HashMap<>();

  void succeeded(long nanos) {
    micros.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos)));
  }

  void failed(String error) {
    errors.merge(error, 1L, Long::sum);
  }

  Latency latency() {
    return Latency.of(micros);
  }

  long ended() {
    return micros.getTotalCount() + errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The most frequent first.
  List<ErrorCount> errors() {
    return errors.entrySet().stream()
        .map(entry -> new ErrorCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(ErrorCount::count).reversed().thenComparing(ErrorCount::error))
        .toList();
  }
}
