package dev.ballast.pages.chart;

import dev.ballast.pages.text.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
  private final StringBuilder svg = new StringBuilder(16 * 1024);

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
    svg.append("<svg class=\"chart\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT);
    svg.append("\" role=\"img\" aria-labelledby=\"").append(id).append("-t ").append(id);
    svg.append("-d\" data-left=\"").append(LEFT).append("\" data-right=\"").append(RIGHT);
    svg.append("\" data-from=\"").append(chart.span().from().toEpochMilli());
    svg.append("\" data-step=\"").append(chart.span().step().toMillis());
    svg.append("\" data-steps=\"").append(chart.span().steps());
    svg.append("\" data-unit=\"").append(chart.unit().name()).append("\">");
    svg.append("<title id=\"").append(id).append("-t\">").append(escape(chart.title()));
    svg.append("</title><desc id=\"").append(id).append("-d\">").append(escape(chart.finding()));
    svg.append("</desc>");
    grid();
    gaps();
    for (int layer = chart.series().size() - 1; layer >= 0; layer--) {
      layer(layer);
    }
    limit();
    marks();
    cursor();
    return svg.append("</svg>").toString();
  }

  private void grid() {
    svg.append("<g class=\"grid\" aria-hidden=\"true\">");
    double step = Ticks.step(top, chart.unit());
    for (double value = 0; value <= top * 1.0001; value += step) {
      double y = y(value);
      line("", LEFT, y, WIDTH - RIGHT, y);
      text("y", LEFT - 6, y + 4, chart.unit().text(value, top));
    }
    for (Ticks.Moment moment : Ticks.moments(chart.span())) {
      double x = x(moment.at().toInstant());
      line("", x, TOP, x, TOP + PLOT_HEIGHT);
      text("x", x, HEIGHT - 8.0, moment.label());
    }
    svg.append("</g>");
  }

  /// What is not known is hatched, which is no value.
  private void gaps() {
    int steps = chart.span().steps();
    int step = 0;
    while (step < steps) {
      int from = step;
      while (step < steps && !chart.isKnown(step)) {
        step++;
      }
      if (step > from) {
        svg.append("<rect class=\"gap\" x=\"").append(number(x(from))).append("\" y=\"");
        svg.append(TOP).append("\" width=\"").append(number(x(step) - x(from)));
        svg.append("\" height=\"").append(PLOT_HEIGHT).append("\"/>");
      }
      step++;
    }
  }

  private void layer(int layer) {
    Series series = chart.series().get(layer);
    boolean stacked = chart.shape() == TimeChart.Shape.STACKED;
    svg.append("<g class=\"").append(stacked ? "area" : "line").append(" tone-");
    svg.append(series.tone()).append("\" data-name=\"").append(escape(series.name()));
    svg.append("\" data-v=\"").append(values(series)).append("\"><path d=\"");
    int steps = chart.span().steps();
    int step = 0;
    while (step < steps) {
      int from = step;
      while (step < steps && !Double.isNaN(chart.top(layer, step))) {
        step++;
      }
      if (step > from) {
        run(layer, from, step, stacked);
      }
      step++;
    }
    svg.append("\"/></g>");
  }

  /// One stretch without a gap: steps as wide as what was measured in them.
  private void run(int layer, int from, int to, boolean stacked) {
    svg.append('M').append(number(x(from))).append(' ').append(number(y(chart.top(layer, from))));
    for (int step = from; step < to; step++) {
      svg.append('V').append(number(y(chart.top(layer, step))));
      svg.append('H').append(number(x(step + 1)));
    }
    if (!stacked) {
      return;
    }
    for (int step = to - 1; step >= from; step--) {
      double below = layer == 0 ? 0 : chart.top(layer - 1, step);
      svg.append('V').append(number(y(Double.isNaN(below) ? 0 : below)));
      svg.append('H').append(number(x(step)));
    }
    svg.append('Z');
  }

  private void limit() {
    chart
        .limit()
        .ifPresent(
            limit -> {
              double y = y(limit.value());
              line("limit", LEFT, y, WIDTH - RIGHT, y);
              text("limit", WIDTH - RIGHT, y - 4, limit.name());
            });
  }

  private void marks() {
    List<Mark> marks = chart.marks();
    for (int i = 0; i < marks.size(); i++) {
      double x = x(marks.get(i).at());
      line("mark", x, TOP - 4.0, x, TOP + PLOT_HEIGHT);
      text("mark", x, TOP - 7.0, String.valueOf(i + 1));
    }
  }

  /// Moved by the page's script; nothing is seen of it without one.
  private void cursor() {
    svg.append("<rect class=\"brush\" x=\"0\" y=\"").append(TOP).append("\" width=\"0\" height=\"");
    svg.append(PLOT_HEIGHT).append("\"/>");
    line("cursor", -9, TOP, -9, TOP + PLOT_HEIGHT);
  }

  private void line(String kind, double x1, double y1, double x2, double y2) {
    svg.append("<line");
    if (!kind.isEmpty()) {
      svg.append(" class=\"").append(kind).append('"');
    }
    svg.append(" x1=\"").append(number(x1)).append("\" y1=\"").append(number(y1));
    svg.append("\" x2=\"").append(number(x2)).append("\" y2=\"").append(number(y2)).append("\"/>");
  }

  private void text(String kind, double x, double y, String words) {
    svg.append("<text class=\"").append(kind).append("\" x=\"").append(number(x));
    svg.append("\" y=\"").append(number(y)).append("\">").append(escape(words)).append("</text>");
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
        .map(value -> value.isNaN() ? "" : escape(unit.text(value)))
        .collect(Collectors.joining("|"));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
