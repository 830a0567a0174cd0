package dev.ballast.pages.report;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.chart.TimeChart;
import java.util.List;

/// The executive sheet in a browser.
///
/// @param query of the address, which the paper's address has, too
public record ExecutivePage(ExecutiveSheet sheet, List<TimeChart> charts, String query) {
  public ExecutivePage {
    requireNonNull(sheet, "sheet is null");
    charts = List.copyOf(charts);
    requireNonNull(query, "query is null");
  }
}
