package dev.ballast.pages.chart;

import dev.ballast.pages.chart.LaneChart.Item;
import dev.ballast.pages.chart.LaneChart.Lane;
import dev.ballast.pages.chart.LaneChart.Look;
import java.time.Instant;
import java.util.List;

/// Draws lanes as SVG for a page.
public final class LaneWriter {
  private static final int WIDTH = 960;
  private static final int LEAST_LEFT = 120;
  private static final int MOST_LEFT = 320;
  private static final double LETTER = 6.3;
  private static final int RIGHT = 12;
  private static final int LANE = 30;
  private static final int BAR = 16;
  private static final int BOTTOM = 24;
  private static final double LEAST = 6;

  private final LaneChart chart;
  private final int left;
  private final SvgText svg = new SvgText();

  private LaneWriter(LaneChart chart) {
    this.chart = chart;
    this.left = left(chart);
  }

  /// As wide as the longest name of a lane, within bounds.
  private static int left(LaneChart chart) {
    int longest = chart.lanes().stream().mapToInt(lane -> lane.name().length()).max().orElse(0);
    return Math.clamp((int) Math.ceil(longest * LETTER) + 16, LEAST_LEFT, MOST_LEFT);
  }

  private String name(Lane lane) {
    int most = (int) ((left - 16) / LETTER);
    return lane.name().length() <= most ? lane.name() : lane.name().substring(0, most - 1) + "…";
  }

  public static String write(LaneChart chart) {
    return new LaneWriter(chart).write();
  }

  private String write() {
    int height = chart.lanes().size() * LANE + BOTTOM;
    svg.open("lanes", chart.id(), WIDTH, height).add(">");
    svg.titles(chart.id(), chart.title(), chart.finding());
    svg.add("<g class=\"grid\" aria-hidden=\"true\">");
    for (Ticks.Moment moment : Ticks.moments(chart.span())) {
      double x = x(moment.at().toInstant());
      svg.line("", x, 0, x, height - (double) BOTTOM);
      svg.text("x", x, height - 8.0, moment.label());
    }
    List<Lane> lanes = chart.lanes();
    for (int i = 0; i < lanes.size(); i++) {
      svg.text("lane", left - 8.0, i * LANE + LANE / 2.0 + 4, name(lanes.get(i)));
    }
    svg.add("</g>");
    for (int i = 0; i < lanes.size(); i++) {
      for (Item item : lanes.get(i).items()) {
        item(item, i * LANE + (LANE - BAR) / 2.0);
      }
    }
    return svg.close();
  }

  private void item(Item item, double y) {
    double from = Math.clamp(x(item.from()), left, WIDTH - RIGHT - LEAST);
    double width = Math.max(LEAST, Math.min(x(item.to()), WIDTH - RIGHT) - from);
    svg.add("<g class=\"item " + item.look().style() + "\"><title>");
    svg.escaped(item.what()).add("</title>");
    svg.rect("", from, y, width, BAR);
    if (item.look() == Look.CROSSED) {
      svg.line("", from, y, from + width, y + BAR);
      svg.line("", from, y + BAR, from + width, y);
    }
    svg.add("</g>");
  }

  private double x(Instant at) {
    double length = chart.span().to().toEpochMilli() - chart.span().from().toEpochMilli();
    double since = at.toEpochMilli() - chart.span().from().toEpochMilli();
    return left + (WIDTH - left - RIGHT) * since / length;
  }
}
