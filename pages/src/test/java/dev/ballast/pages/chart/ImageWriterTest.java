package dev.ballast.pages.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.chart.LaneChart.Item;
import dev.ballast.pages.chart.LaneChart.Lane;
import dev.ballast.pages.chart.LaneChart.Look;
import dev.ballast.pages.chart.TimeChart.Shape;
import dev.ballast.pages.text.Unit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Colours of single points of pictures, whose places follow from the margins. None is on a grid
/// line.
class ImageWriterTest {
  private static final Instant FROM = Instant.parse("2026-11-30T10:00:00Z");
  private static final int WIDTH = 350;
  private static final int HEIGHT = 138;
  private static final String HOSTILE = "</svg>注文\u0000\ud800";

  private static TimeChart chart(Shape shape, double... values) {
    List<Double> all = Arrays.stream(values).boxed().toList();
    Span span =
        new Span(
            FROM,
            FROM.plus(Duration.ofMinutes(values.length)),
            Duration.ofMinutes(1),
            ZoneOffset.UTC);
    return new TimeChart(
        "load",
        HOSTILE,
        HOSTILE,
        Unit.COUNT,
        shape,
        span,
        List.of(new Series(HOSTILE, 1, all)),
        List.of(new Mark(FROM, HOSTILE, HOSTILE)),
        Optional.of(new Limit(HOSTILE, 4)));
  }

  @Test
  void areasAndGapsAreWhereTheirStepsAre() throws IOException {
    // The plot is from 44 to 344 and from 12 to 112, so that a step is 100 wide and 1 is 25 high.
    byte[] png = ImageWriter.png(chart(Shape.STACKED, 2, Double.NaN, 3), WIDTH, HEIGHT);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

    assertThat(image.getWidth()).isEqualTo(2 * WIDTH);
    assertThat(image.getHeight()).isEqualTo(2 * HEIGHT);
    // 2 is from 62 to 112, and 3 from 37 on.
    assertThat(at(image, 80, 70)).isEqualTo(PaperTones.of(1));
    assertThat(at(image, 80, 55)).isEqualTo(PaperTones.PAPER);
    assertThat(at(image, 180, 70)).isEqualTo(PaperTones.HATCH);
    assertThat(at(image, 280, 45)).isEqualTo(PaperTones.of(1));
    assertThat(at(image, 280, 30)).isEqualTo(PaperTones.PAPER);
  }

  @Test
  void whereNothingWasMeasuredThatIsWritten() throws IOException {
    byte[] png = ImageWriter.png(chart(Shape.LINES, Double.NaN, Double.NaN), WIDTH, HEIGHT);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

    assertThat(colours(image)).contains(PaperTones.QUIET).doesNotContain(PaperTones.of(1));
  }

  @Test
  void looksAreToldApart() {
    Item solid = new Item(FROM, FROM.plus(Duration.ofMinutes(1)), Look.SOLID, HOSTILE);
    Item hollow =
        new Item(
            FROM.plus(Duration.ofMinutes(1)),
            FROM.plus(Duration.ofMinutes(2)),
            Look.HOLLOW,
            HOSTILE);
    LaneChart chart =
        new LaneChart(
            "lanes",
            HOSTILE,
            HOSTILE,
            new Span(FROM, FROM.plus(Duration.ofMinutes(2)), Duration.ofMinutes(1), ZoneOffset.UTC),
            List.of(new Lane(HOSTILE, List.of(solid, hollow))));
    BufferedImage image = new BufferedImage(270, 30, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 270, 30);
    ImageWriter.draw(chart, graphics, 270);
    graphics.dispose();

    // Lanes are from 64 to 264: one item is left of 164, the other right of it.
    assertThat(ImageWriter.height(chart)).isEqualTo(16 + 14);
    assertThat(new Color(image.getRGB(100, 8))).isEqualTo(PaperTones.GOOD);
    assertThat(new Color(image.getRGB(200, 8))).isEqualTo(PaperTones.PAPER);
    assertThat(colours(image)).contains(PaperTones.UNKNOWN);
  }

  private static Color at(BufferedImage image, int x, int y) {
    return new Color(image.getRGB(2 * x, 2 * y));
  }

  private static List<Color> colours(BufferedImage image) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
        .distinct()
        .mapToObj(Color::new)
        .toList();
  }
}
