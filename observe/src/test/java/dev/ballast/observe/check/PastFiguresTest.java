package dev.ballast.observe.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastFiguresTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  /// Points an hour apart.
  private static List<Point> hours(double... values) {
    List<Point> points = new ArrayList<>();
    for (double value : values) {
      points.add(new Point(START.plus(Duration.ofHours(points.size())), value));
    }
    return points;
  }

  @Test
  void theTrendIsThePaceThatMostPairsOfPointsHave() {
    // 36 an hour, and one clean-up that gave back 1,000 for an hour.
    Past.Trend trend =
        PastFigures.trend("host_disk", Labels.NONE, hours(0, 36, 72, -892, 144, 180, 216))
            .orElseThrow();
    assertThat(trend.perSecond()).isEqualTo(0.01, offset(1e-12));
    assertThat(trend.over()).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void unknownFiguresAndFewOnesHaveNoTrend() {
    double unknown = Double.NaN;
    assertThat(PastFigures.trend("f", Labels.NONE, hours(1, 2, 3, 4, 5))).isEmpty();
    assertThat(PastFigures.trend("f", Labels.NONE, hours(1, unknown, 3, unknown, 5, 6, 7)))
        .isEmpty();
    assertThat(PastFigures.trend("f", Labels.NONE, hours(1, unknown, 3, 4, 5, 6, 7)))
        .hasValueSatisfying(t -> assertThat(t.perSecond()).isEqualTo(1 / 3600.0, offset(1e-12)));
    assertThat(PastFigures.trend("f", Labels.NONE, List.of())).isEmpty();
  }

  @Test
  void aCounterIsStillSinceTheOldestPointThatIsTheLastOne() {
    assertThat(PastFigures.still("f", Labels.NONE, hours(7, 8, 8, Double.NaN, 8)))
        .contains(new Past.Still("f", Labels.NONE, START.plus(Duration.ofHours(1))));
    assertThat(PastFigures.still("f", Labels.NONE, hours(8, 9)))
        .contains(new Past.Still("f", Labels.NONE, START.plus(Duration.ofHours(1))));
    // It was used in between, although the statistics were reset since.
    assertThat(PastFigures.still("f", Labels.NONE, hours(0, 0, 3, 0, 0)))
        .contains(new Past.Still("f", Labels.NONE, START.plus(Duration.ofHours(3))));
    assertThat(PastFigures.still("f", Labels.NONE, List.of())).isEmpty();
  }
}
