package dev.ballast.pages.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/// Draws charts on paper and as PNG, in the colours of the light theme. Letters are outlines, so
/// that no font of the machine is needed.
public final class ImageWriter {
  private static final double SCALE = 2;

  private ImageWriter() {}

  /// Draws a chart into a rectangle whose upper left corner is the origin.
  public static void draw(TimeChart chart, Graphics2D to, double width, double height) {
    new TimeImage(chart, new Pen(to), width, height).draw();
  }

  /// The same of lanes; [#height(LaneChart)] is how high they are.
  public static void draw(LaneChart chart, Graphics2D to, double width) {
    new LaneImage(chart, new Pen(to), width).draw();
  }

  public static double height(LaneChart chart) {
    return LaneImage.height(chart);
  }

  /// A picture with two dots for each unit of length.
  public static byte[] png(TimeChart chart, int width, int height) {
    return png(width, height, g -> draw(chart, g, width, height));
  }

  private static byte[] png(int width, int height, Consumer<Graphics2D> drawing) {
    BufferedImage image =
        new BufferedImage(
            (int) (width * SCALE), (int) (height * SCALE), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(SCALE, SCALE);
      drawing.accept(graphics);
    } finally {
      graphics.dispose();
    }
    return encoded(image);
  }

  private static byte[] encoded(BufferedImage image) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("the runtime writes no PNG");
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
