package dev.ballast.pages.chart;

import dev.ballast.pages.chart.LaneChart.Item;
import dev.ballast.pages.chart.LaneChart.Lane;
import dev.ballast.pages.chart.Pen.Anchor;
import java.awt.geom.Rectangle2D;
import java.time.Instant;

/// One picture of lanes. For one thread.
final class LaneImage {
  private static final double LEFT = 64;
  private static final double RIGHT = 6;
  private static final double LANE = 16;
  private static final double BAR = 8;
  private static final double BOTTOM = 14;
  private static final double LEAST = 4;
  private static final double THIN = 0.4;
  private static final double THICK = 0.9;

  private final LaneChart chart;
  private final Pen pen;
  private final double width;

  LaneImage(LaneChart chart, Pen pen, double width) {
    this.chart = chart;
    this.pen = pen;
    this.width = width;
  }

  static double height(LaneChart chart) {
    return chart.lanes().size() * LANE + BOTTOM;
  }

  void draw() {
    double bottom = chart.lanes().size() * LANE;
    for (Ticks.Moment moment : Ticks.moments(chart.span())) {
      double x = x(moment.at().toInstant());
      pen.line(PaperTones.LINE, THIN, x, 0, x, bottom);
      pen.text(PaperTones.QUIET, Anchor.MIDDLE, x, bottom + BOTTOM - 5, moment.label());
    }
    double y = 0;
    for (Lane lane : chart.lanes()) {
      pen.line(PaperTones.LINE, THIN, LEFT, y + LANE, width - RIGHT, y + LANE);
      pen.text(PaperTones.QUIET, Anchor.END, LEFT - LEAST, y + LANE / 2 + 2.5, lane.name());
      for (Item item : lane.items()) {
        item(item, y + (LANE - BAR) / 2);
      }
      y += LANE;
    }
  }

  private void item(Item item, double y) {
    double from = Math.clamp(x(item.from()), LEFT, width - RIGHT - LEAST);
    double length = Math.max(LEAST, Math.min(x(item.to()), width - RIGHT) - from);
    Rectangle2D bar = new Rectangle2D.Double(from, y, length, BAR);
    switch (item.look()) {
      case SOLID -> pen.fill(PaperTones.GOOD, bar);
      case PLAIN -> pen.fill(PaperTones.QUIET, bar);
      case HOLLOW, WAITING -> pen.outline(PaperTones.UNKNOWN, THICK, bar);
      case CROSSED -> {
        pen.outline(PaperTones.BAD, THICK, bar);
        pen.line(PaperTones.BAD, THICK, from, y, from + length, y + BAR);
        pen.line(PaperTones.BAD, THICK, from, y + BAR, from + length, y);
      }
    }
  }

  private double x(Instant at) {
    double length = chart.span().to().toEpochMilli() - chart.span().from().toEpochMilli();
    double since = at.toEpochMilli() - chart.span().from().toEpochMilli();
    return LEFT + (width - LEFT - RIGHT) * since / length;
  }
}
