package dev.ballast.store.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PointsTest {
  /// As of a target that was one node's and then another's.
  @Test
  void ofPartsThatOverlapNoPointIsLeftOut() {
    Points merged =
        Points.merged(2, List.of(points(10, 30, 50), points(20, 30, 60), points(70, 80)));

    assertThat(merged.count()).isEqualTo(7);
    long[] expected = {10, 20, 30, 50, 60, 70, 80};
    for (int i = 0; i < expected.length; i++) {
      assertThat(merged.millis(i)).isEqualTo(expected[i]);
      assertThat(merged.value(i, 0)).isEqualTo(expected[i]);
      assertThat(merged.value(i, 1)).isEqualTo(-expected[i]);
    }
  }

  private static Points points(long... times) {
    Points points = new Points(2);
    for (long time : times) {
      points.add(time, new double[] {time, -time});
    }
    return points;
  }
}
