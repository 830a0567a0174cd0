package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/// What became of all that arrived, from the start to the end: `arrived` is the sum of what
/// succeeded, failed and was given up.
///
/// @param elapsed from the first moment to the stop
/// @param arrived how many works were due
/// @param latency of those that succeeded, each from when it was due
/// @param failed by reason, the most frequent first
/// @param givenUp how many had not begun when the time to end was over
/// @param reconnected how often a session was opened again after it had been lost
/// @param statements each statement, in the order of their names
public record TrafficReport(
    Duration elapsed,
    long arrived,
    Latency latency,
    List<ErrorCount> failed,
    long givenUp,
    long reconnected,
    List<StatementReport> statements) {
  public TrafficReport {
    requireNonNull(elapsed, "elapsed is null");
    requireNonNull(latency, "latency is null");
    failed = List.copyOf(failed);
    statements = List.copyOf(statements);
  }

  /// How long the server took for one statement.
  ///
  /// @param execution of the runs that succeeded, from when they were sent: a wait for a session is
  ///     not in it
  public record StatementReport(String statement, Latency execution, List<ErrorCount> failed) {
    public StatementReport {
      requireNonNull(statement, "statement is null");
      requireNonNull(execution, "execution is null");
      failed = List.copyOf(failed);
    }
  }

  /// How many failed.
  public long failures() {
    return failed.stream().mapToLong(ErrorCount::count).sum();
  }

  /// Works that succeeded per second.
  public double achievedPerSecond() {
    return elapsed.isZero() ? 0 : latency.count() / (elapsed.toNanos() / 1e9);
  }
}
