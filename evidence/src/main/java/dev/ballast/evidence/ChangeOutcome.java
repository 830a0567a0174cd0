package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.Optional;

/// How long a statement of a change took in production, beside what was predicted of it.
///
/// @param kind of the statement, as predictions are grouped: `create index`
/// @param statement its text
/// @param target where it ran
/// @param predicted how long it was expected to take
/// @param low of the predicted interval
/// @param high of the predicted interval
/// @param actual how long it took
/// @param source who measured that: `given`, `pg_stat_statements`, `log`
/// @param of the statement of which prediction; empty in entries that do not say so
public record ChangeOutcome(
    String kind,
    String statement,
    String target,
    Duration low,
    Duration predicted,
    Duration high,
    Duration actual,
    String source,
    Optional<Of> of) {
  public ChangeOutcome {
    requireNonNull(kind, "kind is null");
    requireNonNull(statement, "statement is null");
    requireNonNull(target, "target is null");
    requireNonNull(low, "low is null");
    requireNonNull(predicted, "predicted is null");
    requireNonNull(high, "high is null");
    requireNonNull(actual, "actual is null");
    requireNonNull(source, "source is null");
    of = requireNonNullElse(of, Optional.empty());
    if (!isPositive(predicted) || !isPositive(actual)) {
      throw new IllegalArgumentException("a statement takes time");
    }
  }

  /// Which statement of which prediction.
  ///
  /// @param entry of the evidence log that holds the prediction
  /// @param number of the statement in it
  public record Of(long entry, int number) {}

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  /// Whether the actual duration was within the predicted interval.
  public boolean wasWithin() {
    return low.compareTo(actual) <= 0 && actual.compareTo(high) <= 0;
  }

  /// By which factor the prediction was off, at least 1, whether it was too low or too high.
  public double factor() {
    double ratio = (double) actual.toNanos() / predicted.toNanos();
    return Math.max(ratio, 1 / ratio);
  }
}
