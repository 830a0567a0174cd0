package dev.ballast.observe.anomaly.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WindowedGaussianTest {
  /// Values of mathematical tables.
  @Test
  void theComplementIsThatOfTheTables() {
    assertThat(WindowedGaussian.complement(0)).isEqualTo(1);
    assertThat(WindowedGaussian.complement(1)).isCloseTo(0.15729920705028513, within(1e-15));
    assertThat(WindowedGaussian.complement(2)).isCloseTo(0.004677734981047266, within(1e-16));
    assertThat(WindowedGaussian.complement(3)).isCloseTo(2.209049699858544e-5, within(1e-18));
  }

  /// The first scores that the benchmark's authors published for Twitter_volume_UPS, for the values
  /// above the mean.
  @Test
  void scoresAreThePublishedOnes() {
    List<Double> scores = scores(2, 2, 4, 3, 5, 1, 1, 2, 8, 4);
    assertThat(scores.get(0)).isZero();
    assertThat(scores.get(1)).isEqualTo(0.5);
    assertThat(scores.get(2)).isEqualTo(1);
    assertThat(scores.get(3)).isCloseTo(0.638163195084, within(1e-12));
    assertThat(scores.get(4)).isCloseTo(0.996672197259, within(1e-12));
    assertThat(scores.get(8)).isCloseTo(0.999983920222, within(1e-12));
    assertThat(scores.get(9)).isCloseTo(0.661671339142, within(1e-12));
  }

  /// Up to 6400 values the mean moves with each; then it stays for 100, and the oldest 100 leave.
  @Test
  void theWindowMovesInSteps() {
    double[] values = new double[6_501];
    for (int i = 0; i < 6_400; i++) {
      values[i] = i % 2;
    }
    for (int i = 6_400; i < 6_501; i++) {
      values[i] = 2;
    }
    List<Double> scores = scores(values);
    assertThat(scores.get(6_400)).isEqualTo(scores.get(6_499));
    assertThat(scores.get(6_500)).isLessThan(scores.get(6_499));
  }

  private static List<Double> scores(double... values) {
    List<NabSeries.Point> points = new ArrayList<>();
    LocalDateTime start = LocalDateTime.of(2015, 2, 26, 21, 42);
    for (double each : values) {
      points.add(new NabSeries.Point(start.plusMinutes(5L * points.size()), each));
    }
    return WindowedGaussian.scores(new NabSeries("hand/made.csv", points, List.of()));
  }
}
