package dev.ballast.pages;

import dev.ballast.pages.chart.ImageWriter;
import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.paper.Drawing;
import dev.ballast.pages.paper.ExecutivePaper;
import dev.ballast.pages.paper.Paper;
import dev.ballast.pages.paper.PdfPress;
import dev.ballast.pages.paper.Printed;
import dev.ballast.pages.paper.WeeklyPaper;
import dev.ballast.pages.report.ExecutiveSheet;
import dev.ballast.pages.report.SheetCharts;
import dev.ballast.pages.report.WeekChart;
import dev.ballast.pages.report.WeeklyReview;
import dev.ballast.pages.text.Moments;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes PDF of reports. Safe for any number of threads.
public final class Papers {
  /// So many rows of each table fit on a sheet of either size; where the rest takes more room than
  /// it should, there are fewer.
  private static final int ROWS = 9;

  private Papers() {}

  /// One sheet, whatever there is to say.
  public static byte[] executive(ExecutiveSheet sheet, Moments moments, Paper paper) {
    List<TimeChart> charts = SheetCharts.of(sheet, moments);
    Map<String, Drawing> drawings =
        charts.stream().collect(Collectors.toMap(TimeChart::id, Papers::drawing));
    Function<Integer, Printed> printing =
        rows ->
            PdfPress.print(
                Pages.paper(
                    Templates.EXECUTIVE_PAPER,
                    ExecutivePaper.of(sheet, charts, moments, paper, rows)),
                paper,
                drawings);
    Printed printed = printing.apply(ROWS);
    for (int rows = ROWS - 1; rows >= 0 && printed.sheets() > 1; rows--) {
      printed = printing.apply(rows);
    }
    return printed.pdf();
  }

  public static byte[] weekly(WeeklyReview review, Moments moments, Paper paper) {
    LaneChart chart = WeekChart.of(review, moments.zone());
    return PdfPress.print(
            Pages.paper(Templates.WEEKLY_PAPER, WeeklyPaper.of(review, chart.id(), moments, paper)),
            paper,
            Map.of(chart.id(), (to, width, height) -> ImageWriter.draw(chart, to, width)))
        .pdf();
  }

  private static Drawing drawing(TimeChart chart) {
    return (to, width, height) -> ImageWriter.draw(chart, to, width, height);
  }
}
