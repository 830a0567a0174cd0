package dev.ballast.report.change;

import dev.ballast.change.forecast.PastErrors;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;

/// How far predictions were off, for each kind of statement.
public record PredictionErrorsReport(List<PastErrors.OfKind> kinds) implements Report {
  public PredictionErrorsReport {
    kinds = List.copyOf(kinds);
  }

  @Override
  public String schema() {
    return "prediction-errors/1";
  }

  @Override
  public void print(Page page) {
    if (kinds.isEmpty()) {
      page.line("no outcome of a prediction is stored yet");
      return;
    }
    page.table(
        List.of("KIND", "OUTCOMES", "MEDIAN FACTOR", "NINE IN TEN WITHIN"),
        kinds.stream()
            .map(
                each ->
                    List.of(
                        each.kind(),
                        Integer.toString(each.outcomes()),
                        PredictionText.factor(each.median()),
                        PredictionText.factor(each.most())))
            .toList());
  }
}
