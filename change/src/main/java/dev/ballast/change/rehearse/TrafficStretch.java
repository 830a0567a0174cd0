package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/// How the traffic fared in one stretch of time. Latencies count from when a statement was due, so
/// that one which found no free session is not left out.
///
/// @param length of the stretch
/// @param completed statements that ended well
/// @param waitingAtMost how many were due and not done at the same time
public record TrafficStretch(
    Duration length,
    long completed,
    Duration p50,
    Duration p99,
    Duration max,
    int waitingAtMost,
    List<Failures> failures) {
  public TrafficStretch {
    requireNonNull(length, "length is null");
    requireNonNull(p50, "p50 is null");
    requireNonNull(p99, "p99 is null");
    requireNonNull(max, "max is null");
    failures = List.copyOf(failures);
  }

  /// Statements that failed in the same way.
  ///
  /// @param sqlState empty where the connection ended
  public record Failures(String sqlState, long count) {
    public Failures {
      requireNonNull(sqlState, "sqlState is null");
    }
  }

  /// How many statements failed.
  public long failed() {
    return failures.stream().mapToLong(Failures::count).sum();
  }
}
