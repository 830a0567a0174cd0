package dev.ballast.pages.report;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.chart.LaneChart;
import java.util.List;

/// The weekly review in a browser.
///
/// @param query of the address, which the addresses of its other forms have, too; empty for now
public record WeeklyPage(
    WeeklyReview review, LaneChart chart, List<ReviewTable> tables, String query) {
  public WeeklyPage {
    requireNonNull(review, "review is null");
    requireNonNull(chart, "chart is null");
    tables = List.copyOf(tables);
    requireNonNull(query, "query is null");
  }
}
