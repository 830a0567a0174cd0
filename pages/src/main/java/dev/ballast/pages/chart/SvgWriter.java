package dev.ballast.pages.chart;

import dev.ballast.pages.text.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/// Draws a chart as SVG for a page. Colours are classes, so that a theme and paper have their own.
public final class SvgWriter {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 240;
  private static final int LEFT = 64;
  private static final int RIGHT = 12;
  private static final int TOP = 20;
  private static final int BOTTOM = 26;
  private static final int PLOT_WIDTH = WIDTH - LEFT - RIGHT;
  private static final int PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;

  private final TimeChart chart;
  private final double top;
  private final SvgText svg = new SvgText();

  private SvgWriter(TimeChart chart) {
    this.chart = chart;
    this.top = Ticks.top(chart.largest(), chart.unit());
  }

  /// The picture, with what the page's script needs to name the values at a moment.
  public static String write(TimeChart chart) {
    return new SvgWriter(chart).write();
  }

  private String write() {
    String id = chart.id();
    svg.open("chart", id, WIDTH, HEIGHT)
        .data("left", String.valueOf(LEFT))
        .data("right", String.valueOf(RIGHT))
        .data("from", String.valueOf(chart.span().from().toEpochMilli()))
        .data("step", String.valueOf(chart.span().step().toMillis()))
        .data("steps", String.valueOf(chart.span().steps()))
        .add(">")
        .titles(id, chart.title(), chart.finding());
    grid();
    gaps();
    chart.over().band().ifPresent(this::band);
    for (int layer = chart.series().size() - 1; layer >= 0; layer--) {
      layer(layer);
    }
    chart.over().dashed().forEach(this::dashed);
    limit();
    marks();
    cursor();
    return svg.close();
  }

  private void grid() {
    svg.add("<g class=\"grid\" aria-hidden=\"true\">");
    double step = Ticks.step(top, chart.unit());
    for (double value = 0; value <= top * 1.0001; value += step) {
      double y = y(value);
      svg.line("", LEFT, y, WIDTH - RIGHT, y);
      svg.text("y", LEFT - 6, y + 4, chart.unit().text(value, top));
    }
    for (Ticks.Moment moment : Ticks.moments(chart.span())) {
      double x = x(moment.at().toInstant());
      svg.line("", x, TOP, x, TOP + PLOT_HEIGHT);
      svg.text("x", x, HEIGHT - 8.0, moment.label());
    }
    svg.add("</g>");
  }

  /// What is not known is hatched, which is no value.
  private void gaps() {
    int steps = chart.span().steps();
    int step = 0;
    while (step < steps) {
      int from = step;
      while (step < steps && chart.isGap(step)) {
        step++;
      }
      if (step > from) {
        svg.rect("gap", x(from), TOP, x(step) - x(from), PLOT_HEIGHT);
      }
      step++;
    }
  }

  private void layer(int layer) {
    Series series = chart.series().get(layer);
    boolean stacked = chart.shape() == TimeChart.Shape.STACKED;
    open(stacked ? "area" : "line", series.tone(), series.name(), values(series));
    forEachRun(
        step -> !Double.isNaN(chart.top(layer, step)), (from, to) -> run(layer, from, to, stacked));
    svg.add("\"/></g>");
  }

  /// Between two edges; what lies on it is drawn over it.
  private void band(Overlay.Band band) {
    open("band", band.tone(), band.name(), TimeTable.ranges(chart, band));
    forEachRun(
        band::isKnown,
        (from, to) -> {
          line(band::high, from, to);
          for (int step = to - 1; step >= from; step--) {
            svg.add("V").number(y(band.low(step)));
            svg.add("H").number(x(step));
          }
          svg.add("Z");
        });
    svg.add("\"/></g>");
  }

  private void dashed(Series series) {
    open("line dashed", series.tone(), series.name(), values(series));
    forEachRun(
        step -> !Double.isNaN(series.value(step)), (from, to) -> line(series::value, from, to));
    svg.add("\"/></g>");
  }

  private void open(String style, int tone, String name, String values) {
    svg.add("<g class=\"" + style + " tone-" + tone + "\"")
        .data("name", name)
        .data("v", values)
        .add("><path d=\"");
  }

  /// A stretch of steps, the last one excluded.
  private interface Run {
    void at(int from, int to);
  }

  private void forEachRun(IntPredicate known, Run run) {
    int steps = chart.span().steps();
    int step = 0;
    while (step < steps) {
      int from = step;
      while (step < steps && known.test(step)) {
        step++;
      }
      if (step > from) {
        run.at(from, step);
      }
      step++;
    }
  }

  private void line(IntToDoubleFunction value, int from, int to) {
    svg.add("M").number(x(from)).add(" ").number(y(value.applyAsDouble(from)));
    for (int step = from; step < to; step++) {
      svg.add("V").number(y(value.applyAsDouble(step)));
      svg.add("H").number(x(step + 1));
    }
  }

  /// One stretch without a gap: steps as wide as what was measured in them.
  private void run(int layer, int from, int to, boolean stacked) {
    line(step -> chart.top(layer, step), from, to);
    if (!stacked) {
      return;
    }
    for (int step = to - 1; step >= from; step--) {
      double below = layer == 0 ? 0 : chart.top(layer - 1, step);
      svg.add("V").number(y(Double.isNaN(below) ? 0 : below));
      svg.add("H").number(x(step));
    }
    svg.add("Z");
  }

  private void limit() {
    chart
        .limit()
        .ifPresent(
            limit -> {
              double y = y(limit.value());
              svg.line("limit", LEFT, y, WIDTH - RIGHT, y);
              svg.text("limit", WIDTH - RIGHT, y - 4, limit.name());
            });
  }

  private void marks() {
    List<Mark> marks = chart.marks();
    for (int i = 0; i < marks.size(); i++) {
      double x = Math.max(LEFT, x(marks.get(i).at()));
      Optional<Instant> until = marks.get(i).until();
      if (until.isPresent()) {
        double end = Math.min(WIDTH - RIGHT, x(until.get()));
        svg.rect("lasting", x, TOP, Math.max(1, end - x), PLOT_HEIGHT);
      }
      svg.line("mark", x, TOP - 4.0, x, TOP + PLOT_HEIGHT);
      svg.text("mark", x, TOP - 7.0, String.valueOf(i + 1));
    }
  }

  /// Moved by the page's script; nothing is seen of it without one.
  private void cursor() {
    svg.rect("brush", 0, TOP, 0, PLOT_HEIGHT);
    svg.line("cursor", -9, TOP, -9, TOP + PLOT_HEIGHT);
  }

  private double x(int step) {
    return Math.min(WIDTH - RIGHT, x(chart.span().at(step)));
  }

  private double x(Instant at) {
    double length = chart.span().to().toEpochMilli() - chart.span().from().toEpochMilli();
    return LEFT + PLOT_WIDTH * (at.toEpochMilli() - chart.span().from().toEpochMilli()) / length;
  }

  private double y(double value) {
    return TOP + PLOT_HEIGHT * (1 - value / top);
  }

  private String values(Series series) {
    Unit unit = chart.unit();
    return series.values().stream()
        .map(value -> value.isNaN() ? "" : unit.text(value))
        .collect(Collectors.joining("|"));
  }
}
