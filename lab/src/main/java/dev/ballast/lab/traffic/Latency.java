package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.HdrHistogram.Histogram;

/// How long the arrivals took that succeeded, each from when it was due. Percentiles are exact to
/// three digits. All are zero where nothing succeeded, which the count says.
public record Latency(long count, Duration p50, Duration p95, Duration p99, Duration max) {
  /// Digits of a latency that are kept; a histogram grows with the range and not with the count.
  static final int DIGITS = 3;

  public Latency {
    requireNonNull(p50, "p50 is null");
    requireNonNull(p95, "p95 is null");
    requireNonNull(p99, "p99 is null");
    requireNonNull(max, "max is null");
  }

  static Latency of(Histogram micros) {
    return new Latency(
        micros.getTotalCount(),
        micros(micros.getValueAtPercentile(50)),
        micros(micros.getValueAtPercentile(95)),
        micros(micros.getValueAtPercentile(99)),
        micros(micros.getMaxValue()));
  }

  private static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
