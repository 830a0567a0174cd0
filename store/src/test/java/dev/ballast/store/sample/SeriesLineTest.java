package dev.ballast.store.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesLineTest {
  private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

  @Test
  void whatOverlapsIsInOrderAndTheLastFigureOfAMomentCounts() {
    SeriesLine line = new SeriesLine();
    assertThat(line.isEmpty()).isTrue();
    for (int second : new int[] {10, 30, 50, 20, 30, 40}) {
      line.add(START.plusSeconds(second).toEpochMilli(), line.isEmpty() ? 1 : second);
    }
    line.add(START.plusSeconds(30).toEpochMilli(), 7);

    assertThat(line.last()).isEqualTo(START.plusSeconds(50));
    assertThat(line.between(START.plusSeconds(10), START.plusSeconds(50)))
        .isEqualTo(List.of(at(10, 1), at(20, 20), at(30, 7), at(40, 40)));
  }

  private static Point at(int second, double value) {
    return new Point(START.plusSeconds(second), value);
  }
}
