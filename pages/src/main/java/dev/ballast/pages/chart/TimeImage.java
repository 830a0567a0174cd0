package dev.ballast.pages.chart;

import dev.ballast.pages.chart.Pen.Anchor;
import dev.ballast.pages.text.Unit;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.time.Instant;
import java.util.List;

/// One picture of figures over time. For one thread.
final class TimeImage {
  private static final double LEFT = 44;
  private static final double RIGHT = 6;
  private static final double TOP = 12;
  private static final double LEGEND = 12;
  private static final double BOTTOM = 14;
  private static final double AIR = 3;
  private static final double THIN = 0.4;
  private static final double THICK = 1.2;
  private static final double SQUARE = 6;

  private final TimeChart chart;
  private final Pen pen;
  private final double width;
  private final double height;
  private final double top;

  TimeImage(TimeChart chart, Pen pen, double width, double height) {
    this.chart = chart;
    this.pen = pen;
    this.width = width;
    this.height = height;
    this.top = Ticks.top(chart.largest(), chart.unit());
  }

  void draw() {
    if (chart.isEmpty()) {
      pen.text(
          PaperTones.QUIET,
          Anchor.MIDDLE,
          width / 2,
          height / 2,
          "Nothing was measured in this period.");
      return;
    }
    gaps();
    grid();
    chart.over().band().ifPresent(this::band);
    for (int layer = chart.series().size() - 1; layer >= 0; layer--) {
      layer(layer);
    }
    chart.over().dashed().forEach(this::dashed);
    chart
        .limit()
        .ifPresent(
            limit -> {
              pen.dashed(PaperTones.BAD, LEFT, y(limit.value()), width - RIGHT, y(limit.value()));
              pen.text(
                  PaperTones.BAD, Anchor.END, width - RIGHT, y(limit.value()) - AIR, limit.name());
            });
    marks();
    legend();
  }

  private void grid() {
    double step = Ticks.step(top, chart.unit());
    for (double value = 0; value <= top * 1.0001; value += step) {
      pen.line(PaperTones.LINE, THIN, LEFT, y(value), width - RIGHT, y(value));
      pen.text(
          PaperTones.QUIET, Anchor.END, LEFT - AIR, y(value) + 2.5, chart.unit().text(value, top));
    }
    double free = 0;
    for (Ticks.Moment moment : Ticks.moments(chart.span())) {
      double x = x(moment.at().toInstant());
      double half = Pen.width(moment.label()) / 2;
      pen.line(PaperTones.LINE, THIN, x, TOP, x, bottom());
      if (x - half > free && x + half < width) {
        pen.text(PaperTones.QUIET, Anchor.MIDDLE, x, bottom() + BOTTOM - 5, moment.label());
        free = x + half + SQUARE;
      }
    }
  }

  private void gaps() {
    int steps = chart.span().steps();
    for (int step = 0; step < steps; step++) {
      if (chart.isGap(step)) {
        pen.fill(
            PaperTones.HATCH,
            new Rectangle2D.Double(x(step), TOP, x(step + 1) - x(step), bottom() - TOP));
      }
    }
  }

  private void layer(int layer) {
    int steps = chart.span().steps();
    int step = 0;
    while (step < steps) {
      int from = step;
      while (step < steps && !Double.isNaN(chart.top(layer, step))) {
        step++;
      }
      if (step > from) {
        run(layer, from, step);
      }
      step++;
    }
  }

  /// One stretch without a gap: steps as wide as what was measured in them.
  private void run(int layer, int from, int to) {
    Series series = chart.series().get(layer);
    Path2D path = new Path2D.Double();
    path.moveTo(x(from), y(chart.top(layer, from)));
    for (int step = from; step < to; step++) {
      path.lineTo(x(step), y(chart.top(layer, step)));
      path.lineTo(x(step + 1), y(chart.top(layer, step)));
    }
    if (chart.shape() == TimeChart.Shape.LINES) {
      pen.outline(PaperTones.of(series.tone()), THICK, path);
      return;
    }
    for (int step = to - 1; step >= from; step--) {
      double below = layer == 0 ? 0 : chart.top(layer - 1, step);
      path.lineTo(x(step + 1), y(Double.isNaN(below) ? 0 : below));
      path.lineTo(x(step), y(Double.isNaN(below) ? 0 : below));
    }
    path.closePath();
    pen.fill(PaperTones.of(series.tone()), path);
    pen.outline(PaperTones.PAPER, THIN, path);
  }

  private void band(Overlay.Band band) {
    for (int step = 0; step < chart.span().steps(); step++) {
      if (band.isKnown(step)) {
        pen.fill(
            PaperTones.BAND,
            new Rectangle2D.Double(
                x(step),
                y(band.high(step)),
                x(step + 1) - x(step),
                y(band.low(step)) - y(band.high(step))));
      }
    }
  }

  private void dashed(Series series) {
    for (int step = 0; step < chart.span().steps(); step++) {
      double value = series.value(step);
      if (!Double.isNaN(value)) {
        pen.dashed(PaperTones.of(series.tone()), x(step), y(value), x(step + 1), y(value));
      }
    }
  }

  private void marks() {
    List<Mark> marks = chart.marks();
    for (int i = 0; i < marks.size(); i++) {
      double x = x(marks.get(i).at());
      pen.dashed(PaperTones.INK, x, TOP - AIR, x, bottom());
      pen.text(PaperTones.INK, Anchor.MIDDLE, x, TOP - AIR - 1, String.valueOf(i + 1));
    }
  }

  /// Each series with its last value.
  private void legend() {
    double x = SQUARE;
    Unit unit = chart.unit();
    for (Series series : chart.series()) {
      double y = height - LEGEND + SQUARE;
      pen.fill(
          PaperTones.of(series.tone()), new Rectangle2D.Double(x, y - SQUARE + 1, SQUARE, SQUARE));
      String words = series.name() + " " + unit.text(series.last());
      pen.text(PaperTones.INK, Anchor.START, x + SQUARE + AIR, y, words);
      x += SQUARE + AIR + Pen.width(words) + LEGEND;
    }
  }

  private double bottom() {
    return height - BOTTOM - LEGEND;
  }

  private double x(int step) {
    return Math.min(width - RIGHT, x(chart.span().at(step)));
  }

  private double x(Instant at) {
    double length = chart.span().to().toEpochMilli() - chart.span().from().toEpochMilli();
    double since = at.toEpochMilli() - chart.span().from().toEpochMilli();
    return LEFT + (width - LEFT - RIGHT) * since / length;
  }

  private double y(double value) {
    return TOP + (bottom() - TOP) * (1 - value / top);
  }
}
