package dev.ballast.pages.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The values of a chart as rows, few enough to be read.
///
/// @param columns what each cell of a row is of
public record TimeTable(List<String> columns, List<Row> rows) {
  private static final int MOST = 60;

  public TimeTable {
    columns = List.copyOf(columns);
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
    List<Series> lines = new ArrayList<>(chart.series());
    lines.addAll(chart.over().dashed());
    List<String> columns = new ArrayList<>(lines.stream().map(Series::name).toList());
    chart.over().band().ifPresent(band -> columns.add(band.name()));
    List<Row> rows = new ArrayList<>();
    for (int step = 0; step < steps; step += together) {
      int from = step;
      int to = Math.min(steps, step + together);
      List<String> cells = new ArrayList<>();
      lines.forEach(line -> cells.add(chart.unit().text(mean(line::value, from, to))));
      chart.over().band().ifPresent(band -> cells.add(range(chart, band, from, to)));
      rows.add(new Row(chart.span().at(step), cells));
    }
    return new TimeTable(columns, rows);
  }

  /// The range of each step, as the page's script reads them; nothing where none is known.
  static String ranges(TimeChart chart, Overlay.Band band) {
    return IntStream.range(0, chart.span().steps())
        .mapToObj(step -> band.isKnown(step) ? range(chart, band, step, step + 1) : "")
        .collect(Collectors.joining("|"));
  }

  private static String range(TimeChart chart, Overlay.Band band, int from, int to) {
    double low = mean(band::low, from, to);
    double high = mean(band::high, from, to);
    return Double.isNaN(low) || Double.isNaN(high)
        ? chart.unit().text(Double.NaN)
        : chart.unit().text(low) + " to " + chart.unit().text(high);
  }

  private static double mean(IntToDoubleFunction values, int from, int to) {
    double sum = 0;
    int known = 0;
    for (int step = from; step < to; step++) {
      double value = values.applyAsDouble(step);
      if (!Double.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }
}
