package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.store.sample.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final double EXACT = 1e-9;

  private static Point at(int day, double value) {
    return new Point(BEGIN.plus(DAY.multipliedBy(day)), value);
  }

  @Test
  void aLineHasOnePaceAndOneDate() {
    Trend trend =
        Trend.of(IntStream.range(0, 10).mapToObj(i -> at(i, 100 - 2 * i)).toList()).orElseThrow();

    assertThat(trend.perDay()).isEqualTo(-2);
    assertThat(trend.least()).isEqualTo(-2);
    assertThat(trend.most()).isEqualTo(-2);
    assertThat(trend.over()).isEqualTo(Duration.ofDays(9));
    // 82 is left on day 9, which is 41 days of 2.
    assertThat(trend.reaches(0, trend.perDay())).contains(BEGIN.plus(Duration.ofDays(50)));
    assertThat(trend.reaches(100, trend.perDay())).isEmpty();
    assertThat(trend.reaches(82, trend.perDay())).contains(BEGIN.plus(Duration.ofDays(9)));
    assertThat(trend.reaches(0, 0)).isEmpty();
  }

  @Test
  void theBoundsAreThoseOfKendallsVariance() {
    // Slopes of all 15 pairs: ten of 1, then 2, 2.25, 8/3, 3.5 and 6. The deviation of the sum of
    // signs is sqrt(6 * 5 * 17 / 18) = 5.32, times 1.645 is 8.76. (15 - 8.76) / 2 = 3.12, so that
    // the lower bound is the 3rd of them, and (15 + 8.76) / 2 = 11.88, so that the upper one is the
    // 13th.
    List<Point> points = new ArrayList<>();
    IntStream.range(0, 5).forEach(i -> points.add(at(i, i)));
    points.add(at(5, 10));

    Trend trend = Trend.of(points).orElseThrow();

    assertThat(trend.perDay()).isEqualTo(1);
    assertThat(trend.least()).isEqualTo(1);
    assertThat(trend.most()).isCloseTo(8.0 / 3, within(EXACT));
  }

  @Test
  void oneLoadMovesNothing() {
    List<Point> points = new ArrayList<>();
    for (int hour = 0; hour < 24 * 30; hour++) {
      double spike = hour >= 200 && hour < 230 ? 500 : 0;
      points.add(new Point(BEGIN.plus(Duration.ofHours(hour)), 10 + hour / 24.0 + spike));
    }

    assertThat(Trend.of(points).orElseThrow().perDay()).isCloseTo(1, within(0.1));
  }

  @Test
  void whatIsUnknownIsNoPointAndFewPointsHaveNoTrend() {
    List<Point> five = IntStream.range(0, 5).mapToObj(i -> at(i, i)).toList();
    assertThat(Trend.of(five)).isEmpty();
    List<Point> withGaps = new ArrayList<>(five);
    withGaps.add(at(5, Double.NaN));
    assertThat(Trend.of(withGaps)).isEmpty();
    withGaps.add(at(6, 6));
    assertThat(Trend.of(withGaps).orElseThrow().perDay()).isEqualTo(1);
  }
}
