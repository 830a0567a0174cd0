package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// What a statement took, beside what was predicted.
public record ChangeOutcomeReport(ChangeOutcome outcome, boolean within, double factor)
    implements Report {
  public ChangeOutcomeReport {
    requireNonNull(outcome, "outcome is null");
  }

  public static ChangeOutcomeReport of(ChangeOutcome outcome) {
    return new ChangeOutcomeReport(outcome, outcome.wasWithin(), outcome.factor());
  }

  @Override
  public String schema() {
    return "change-outcome/1";
  }

  @Override
  public void print(Page page) {
    page.line(outcome.statement());
    page.line(
        "took %s on %s, predicted %s"
            .formatted(
                PredictionText.took(outcome.actual()),
                outcome.target(),
                PredictionText.interval(outcome.predicted(), outcome.low(), outcome.high())));
    page.line(
        "%s the interval, off by a factor of %s"
            .formatted(within ? "within" : "outside of", PredictionText.factor(factor)));
  }
}
