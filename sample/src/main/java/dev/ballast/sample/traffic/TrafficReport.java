package dev.ballast.sample.traffic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the traffic met with so far. Latencies are those of operations that succeeded, counted
/// from when each was due to begin; an operation that failed counts among the errors.
///
/// @param elapsed since the start
/// @param operations that ended, well or badly
/// @param achievedRate successes a second
/// @param slowestSecond the second whose operations took longest on average, by when they were due
public record TrafficReport(
    Duration elapsed,
    long operations,
    long succeeded,
    double achievedRate,
    Latency latency,
    Optional<SlowSecond> slowestSecond,
    List<ErrorCount> errors,
    List<KindReport> kinds) {
  public TrafficReport {
    requireNonNull(elapsed, "elapsed is null");
    requireNonNull(latency, "latency is null");
    requireNonNull(slowestSecond, "slowestSecond is null");
    errors = List.copyOf(errors);
    kinds = List.copyOf(kinds);
  }

  public long failed() {
    return operations - succeeded;
  }

  /// Zeros where nothing succeeded yet.
  public record Latency(Duration p50, Duration p95, Duration p99, Duration max) {}

  /// One second of wall-clock time.
  public record SlowSecond(Instant start, long operations, Duration mean, Duration max) {}

  /// How many operations failed in one way.
  ///
  /// @param sqlStateClass the first two characters of the SQLSTATE, such as `08` for a lost
  ///     connection or `57` for a server that shuts down; `late` for an operation that was given up
  ///     because no writer was free for ten seconds
  public record ErrorCount(String sqlStateClass, long count) {}

  /// One kind of operation, such as `new order`.
  public record KindReport(String kind, long succeeded, long failed, Latency latency) {}
}
