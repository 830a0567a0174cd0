package dev.ballast.store.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointsTest {
  private static final long HOUR = 3_600_000;

  /// As of a target that was one node's and then another's.
  @Test
  void ofPartsThatOverlapNoPointIsLeftOut() {
    Points merged =
        Points.merged(2, List.of(points(10, 30, 50), points(20, 30, 60), points(70, 80)));

    assertThat(merged.count()).isEqualTo(7);
    long[] expected = {10, 20, 30, 50, 60, 70, 80};
    for (int i = 0; i < expected.length; i++) {
      assertThat(merged.millis(i)).isEqualTo(expected[i]);
      assertThat(merged.value(i, 0)).isEqualTo((double) expected[i]);
      assertThat(merged.value(i, 1)).isEqualTo((double) -expected[i]);
    }
  }

  private static Points points(long... times) {
    Points points = new Points(2);
    for (long time : times) {
      points.add(time, new double[] {time, -time});
    }
    return points;
  }

  /// A clock that is set back by an hour, and forward again: all are there, in order of time, once.
  @Test
  void aClockThatJumpsLosesNothing() {
    Points points = new Points(2);
    for (int i = 0; i < 20; i++) {
      assertThat(points.add(2 * HOUR + i * 10_000L, figures(i))).isTrue();
    }
    for (int i = 20; i < 60; i++) {
      assertThat(points.add(HOUR + i * 10_000L + 1, figures(i))).isTrue();
    }
    assertThat(points.add(4 * HOUR, figures(60))).isTrue();
    assertThat(points.add(2 * HOUR, figures(99))).isFalse();

    assertThat(points.count()).isEqualTo(61);
    List<Long> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < points.count(); i++) {
      times.add(points.millis(i));
      values.add(points.value(i, 0));
      assertThat(points.value(i, 1)).isEqualTo(-points.value(i, 0));
    }
    assertThat(times).isSorted().doesNotHaveDuplicates();
    List<Double> expected = new ArrayList<>();
    for (int i = 20; i < 60; i++) {
      expected.add((double) i);
    }
    for (int i = 0; i < 20; i++) {
      expected.add((double) i);
    }
    expected.add(60.0);
    assertThat(values).isEqualTo(expected);
    // As they are stored.
    Points packed = PackedPoints.unpack(PackedPoints.pack(points), 2);
    assertThat(packed.count()).isEqualTo(61);
    assertThat(packed.millis(40)).isEqualTo(2 * HOUR);
  }

  private static double[] figures(int number) {
    return new double[] {number, -number};
  }
}
