package dev.ballast.pages.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The values of a chart as rows, few enough to be read.
public record TimeTable(List<Row> rows) {
  private static final int MOST = 60;

  public TimeTable {
    rows = List.copyOf(rows);
  }

  /// The values from a moment on, with their units.
  public record Row(Instant at, List<String> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /// Each row is the mean of the steps in it.
  public static TimeTable of(TimeChart chart) {
    int steps = chart.span().steps();
    int together = Math.max(1, Math.ceilDiv(steps, MOST));
    List<Row> rows = new ArrayList<>();
    for (int step = 0; step < steps; step += together) {
      int from = step;
      int to = Math.min(steps, step + together);
      rows.add(
          new Row(
              chart.span().at(step),
              chart.series().stream()
                  .map(series -> chart.unit().text(mean(series, from, to)))
                  .toList()));
    }
    return new TimeTable(rows);
  }

  private static double mean(Series series, int from, int to) {
    double sum = 0;
    int known = 0;
    for (int step = from; step < to; step++) {
      double value = series.value(step);
      if (!Double.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }
}
