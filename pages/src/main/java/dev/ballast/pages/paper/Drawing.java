package dev.ballast.pages.paper;

import java.awt.Graphics2D;

/// Draws something into a rectangle whose upper left corner is the origin. Lengths are points.
@FunctionalInterface
public interface Drawing {
  void draw(Graphics2D to, double width, double height);
}
