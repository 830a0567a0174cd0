package dev.ballast.pages.paper;

import dev.ballast.pages.report.ReviewTable;
import dev.ballast.pages.report.ReviewTable.Column;
import dev.ballast.pages.report.ReviewTable.Row;
import dev.ballast.pages.report.WeeklyReview;
import dev.ballast.pages.report.WeeklyTables;
import dev.ballast.pages.text.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The weekly review on as many sheets as it takes.
///
/// @param chart the id of the chart of what was done
public record WeeklyPaper(
    String period,
    Optional<String> noBaseline,
    List<String> summary,
    String chart,
    List<ReviewTable> tables,
    List<String> missing,
    String made) {
  private static final double PADDING = 8;
  private static final int CELL_LINES = 3;

  public WeeklyPaper {
    summary = List.copyOf(summary);
    tables = List.copyOf(tables);
    missing = List.copyOf(missing);
  }

  public static WeeklyPaper of(WeeklyReview review, String chart, Moments moments, Paper paper) {
    Fit fit = new Fit();
    List<ReviewTable> tables =
        WeeklyTables.of(review, moments).stream().map(each -> table(each, fit, paper)).toList();
    return new WeeklyPaper(
        moments.day(review.from()) + " to " + moments.day(review.to()),
        review.noBaseline(),
        review.summary().stream().map(fit::all).toList(),
        chart,
        tables,
        review.missing().stream().map(fit::all).toList(),
        ExecutivePaper.made(moments, fit));
  }

  private static ReviewTable table(ReviewTable table, Fit fit, Paper paper) {
    List<Row> rows = new ArrayList<>();
    for (Row row : table.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.cells().size(); i++) {
        Column column = table.columns().get(i);
        double width = paper.width() * column.share() / 100 - PADDING;
        cells.add(fit.lines(row.cells().get(i), width, CELL_LINES));
      }
      rows.add(new Row(cells, row.path()));
    }
    return new ReviewTable(table.title(), table.none(), table.columns(), rows);
  }
}
