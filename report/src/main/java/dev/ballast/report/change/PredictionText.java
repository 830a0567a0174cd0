package dev.ballast.report.change;

import dev.ballast.change.rehearse.Seconds;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.ChangePrediction;
import dev.ballast.evidence.Durations;
import java.time.Duration;
import java.util.Locale;

/// Predictions and outcomes in words.
public final class PredictionText {
  private static final Duration FAST = Duration.ofMillis(10);

  private PredictionText() {}

  /// `4.2 s (2.1 s to 8.4 s)`.
  static String interval(Duration expected, Duration low, Duration high) {
    return "%s (%s to %s)"
        .formatted(Durations.text(expected), Durations.text(low), Durations.text(high));
  }

  /// How long a statement took; a fast one is not nothing.
  static String took(Duration actual) {
    return actual.compareTo(FAST) < 0 ? Seconds.of(actual) : Durations.text(actual);
  }

  /// By which factor, to two digits.
  static String factor(double factor) {
    return String.format(Locale.ROOT, "%.2f", factor);
  }

  /// The claim of an entry that holds a prediction.
  public static String claim(ChangePrediction prediction) {
    return "predicted %s: %d %s"
        .formatted(
            prediction.change(),
            prediction.statements().size(),
            prediction.statements().size() == 1 ? "statement" : "statements");
  }

  /// The claim of an entry that holds an outcome.
  public static String claim(ChangeOutcome outcome) {
    return "%s took %s, predicted %s"
        .formatted(
            outcome.kind(),
            took(outcome.actual()),
            interval(outcome.predicted(), outcome.low(), outcome.high()));
  }
}
