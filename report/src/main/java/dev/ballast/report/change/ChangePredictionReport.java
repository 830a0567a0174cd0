package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ChangePrediction;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;

/// What was predicted of a change.
public record ChangePredictionReport(long entry, ChangePrediction prediction) implements Report {
  public ChangePredictionReport {
    requireNonNull(prediction, "prediction is null");
  }

  @Override
  public String schema() {
    return "change-prediction/1";
  }

  @Override
  public void print(Page page) {
    page.line("%s on %s".formatted(prediction.change(), prediction.target()));
    page.table(
        List.of("STATEMENT", "KIND", "PREDICTED", "TEXT"),
        prediction.statements().stream()
            .map(
                each ->
                    List.of(
                        Integer.toString(each.number()),
                        each.kind(),
                        PredictionText.interval(each.expected(), each.low(), each.high()),
                        each.text()))
            .toList());
  }
}
