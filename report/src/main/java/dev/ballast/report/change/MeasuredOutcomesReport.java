package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;
import java.util.Optional;

/// What the statements of a change took where it ran, as the server counted or logged it.
///
/// @param entry that holds the prediction
/// @param statements that were predicted, in their order
public record MeasuredOutcomesReport(long entry, List<Line> statements) implements Report {
  public MeasuredOutcomesReport {
    statements = List.copyOf(statements);
  }

  /// One statement.
  ///
  /// @param outcome empty where it is not known
  /// @param within whether the duration is within the interval; empty where it is not known
  /// @param factor by which the prediction was off; empty where it is not known
  /// @param reason why it is not known
  public record Line(
      int number,
      String text,
      Optional<ChangeOutcome> outcome,
      Optional<Boolean> within,
      Optional<Double> factor,
      Optional<String> reason) {
    public Line {
      requireNonNull(text, "text is null");
      requireNonNull(outcome, "outcome is null");
      requireNonNull(within, "within is null");
      requireNonNull(factor, "factor is null");
      requireNonNull(reason, "reason is null");
    }

    private static Line of(PredictionRecord.Known known) {
      return new Line(
          known.statement().number(),
          known.statement().text(),
          known.outcome(),
          known.outcome().map(ChangeOutcome::wasWithin),
          known.outcome().map(ChangeOutcome::factor),
          known.reason());
    }
  }

  public static MeasuredOutcomesReport of(long entry, List<PredictionRecord.Known> all) {
    return new MeasuredOutcomesReport(entry, all.stream().map(Line::of).toList());
  }

  @Override
  public String schema() {
    return "change-outcomes/1";
  }

  /// What is not known is as loud as what was not expected.
  @Override
  public ExitCode exit() {
    return statements.stream().allMatch(line -> line.outcome().isPresent())
        ? ExitCode.DONE
        : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    for (Line line : statements) {
      page.line(line.number() + "  " + line.text());
      line.outcome()
          .ifPresentOrElse(
              outcome -> print(page, outcome),
              () -> page.line("   not known: " + line.reason().orElse("")));
    }
  }

  private static void print(Page page, ChangeOutcome outcome) {
    page.line(
        "   took %s (%s), predicted %s: %s the interval, off by a factor of %s"
            .formatted(
                PredictionText.took(outcome.actual()),
                outcome.source(),
                PredictionText.interval(outcome.predicted(), outcome.low(), outcome.high()),
                outcome.wasWithin() ? "within" : "outside of",
                PredictionText.factor(outcome.factor())));
  }
}
