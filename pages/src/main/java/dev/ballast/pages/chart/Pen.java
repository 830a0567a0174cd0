package dev.ballast.pages.chart;

import dev.ballast.pages.font.Letters;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;

/// Lines, areas and letters of one picture. For one thread.
final class Pen {
  private static final double LETTER = 7;

  private final Graphics2D graphics;

  /// Where a text stands beside its point.
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  Pen(Graphics2D graphics) {
    this.graphics = graphics;
  }

  void line(Color color, double width, double x1, double y1, double x2, double y2) {
    stroke(color, width);
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  void dashed(Color color, double x1, double y1, double x2, double y2) {
    graphics.setColor(color);
    graphics.setStroke(
        new BasicStroke(
            0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 2}, 0));
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  void outline(Color color, double width, Shape shape) {
    stroke(color, width);
    graphics.draw(shape);
  }

  void fill(Color color, Shape shape) {
    graphics.setColor(color);
    graphics.fill(shape);
  }

  void text(Color color, Anchor anchor, double x, double y, String words) {
    double width = width(words);
    double at =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - width / 2;
          case END -> x - width;
        };
    fill(color, Letters.sans().outline(words, at, y, LETTER));
  }

  static double width(String words) {
    return Letters.sans().width(words, LETTER);
  }

  private void stroke(Color color, double width) {
    graphics.setColor(color);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
  }
}
