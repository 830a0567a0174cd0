package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.forecast.Excerpt;
import dev.ballast.change.forecast.Interval;
import dev.ballast.change.forecast.StatementForecast;
import dev.ballast.change.rehearse.Seconds;
import dev.ballast.evidence.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is predicted of one statement in production.
///
/// @param statement its text
/// @param predicted empty where it cannot be predicted
/// @param reason why it cannot be predicted
public record ForecastLine(
    String statement, Optional<Predicted> predicted, Optional<String> reason) {
  private static final double NANOS = 1e9;

  /// A prediction.
  ///
  /// @param seconds how long it will take
  /// @param walBytes of write-ahead log
  /// @param blocked statements of others that will have to wait; empty where that is not known
  /// @param dominating what takes most of the time
  /// @param basis where the width of the intervals comes from
  /// @param assumptions what was not known and is assumed
  public record Predicted(
      Interval seconds,
      Interval walBytes,
      Optional<Interval> blocked,
      String dominating,
      String basis,
      List<String> assumptions) {
    public Predicted {
      requireNonNull(seconds, "seconds is null");
      requireNonNull(walBytes, "walBytes is null");
      requireNonNull(blocked, "blocked is null");
      requireNonNull(dominating, "dominating is null");
      requireNonNull(basis, "basis is null");
      assumptions = List.copyOf(assumptions);
    }
  }

  public ForecastLine {
    requireNonNull(statement, "statement is null");
    requireNonNull(predicted, "predicted is null");
    requireNonNull(reason, "reason is null");
  }

  static ForecastLine of(StatementForecast forecast) {
    String statement = Excerpt.of(forecast.measured().text());
    return switch (forecast) {
      case StatementForecast.Predicted each ->
          new ForecastLine(
              statement,
              Optional.of(
                  new Predicted(
                      each.seconds(),
                      each.wal(),
                      each.blocked(),
                      each.dominating().toString(),
                      each.basis(),
                      each.assumptions())),
              Optional.empty());
      case StatementForecast.Undecided each ->
          new ForecastLine(statement, Optional.empty(), Optional.of(each.reason()));
    };
  }

  /// The statement and what is predicted of it, a line each.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (predicted.isEmpty()) {
      return List.of("%s: undecided: %s".formatted(statement, reason.orElse("")));
    }
    Predicted each = predicted.get();
    lines.add(
        "%s: %s (%s to %s), %s of WAL (%s to %s); most of it is %s"
            .formatted(
                statement,
                seconds(each.seconds().expected()),
                seconds(each.seconds().low()),
                seconds(each.seconds().high()),
                bytes(each.walBytes().expected()),
                bytes(each.walBytes().low()),
                bytes(each.walBytes().high()),
                each.dominating()));
    each.blocked()
        .ifPresent(
            blocked ->
                lines.add(
                    "statements that wait: %s (%s to %s)"
                        .formatted(
                            count(blocked.expected()),
                            count(blocked.low()),
                            count(blocked.high()))));
    lines.add(each.basis());
    lines.addAll(each.assumptions());
    return lines;
  }

  private static String seconds(double seconds) {
    return Seconds.of(Duration.ofNanos((long) (seconds * NANOS)));
  }

  private static String bytes(double bytes) {
    return new ByteSize((long) bytes).toString();
  }

  private static String count(double count) {
    return String.format(Locale.ROOT, "%.0f", count);
  }
}
