package dev.ballast.observe.anomaly.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A series of 20 points, of which 3 are not scored, with one window over the points 10 to 14.
final class NabScorerTest {
  private static final NabProfile STANDARD = new NabProfile("standard", 1, 1, 0.11);
  private static final NabProfile LOW_FALSE = new NabProfile("reward_low_FP_rate", 1, 1, 0.22);
  private static final NabProfile LOW_MISSED = new NabProfile("reward_low_FN_rate", 1, 2, 0.11);
  private static final double CLOSE = 1e-6;

  @Test
  void anAlarmAtTheBeginningOfTheWindowIsPerfect() {
    NabScorer.Result result = NabScorer.best(alarms(10), STANDARD);
    assertThat(result.score()).isEqualTo(100);
    assertThat(result.windows()).isEqualTo(new NabScorer.Windows(1, 1));
    assertThat(result.falseAlarms()).isZero();
  }

  @Test
  void noAlarmIsZero() {
    assertThat(NabScorer.at(alarms(), STANDARD, 0.5).score()).isZero();
    assertThat(NabScorer.at(alarms(), LOW_MISSED, 0.5).sum()).isEqualTo(-2);
  }

  /// At position -0.6: (2 / (1 + e^-3) - 1) / (2 / (1 + e^-5) - 1) = 0.905148 / 0.986614 =
  /// 0.917429.
  @Test
  void aLaterAlarmIsWorthLess() {
    NabScorer.Result result = NabScorer.best(alarms(12), STANDARD);
    assertThat(result.sum()).isCloseTo(0.917429, within(CLOSE));
    assertThat(result.score()).isCloseTo(95.871449, within(1e-4));
  }

  @Test
  void onlyTheFirstAlarmOfAWindowCounts() {
    assertThat(NabScorer.best(alarms(10, 11, 12, 13, 14), STANDARD).score()).isEqualTo(100);
  }

  @Test
  void anAlarmBeforeTheWindowCostsItsWeight() {
    assertThat(NabScorer.at(alarms(5, 10), STANDARD, 0.5).sum()).isCloseTo(0.89, within(CLOSE));
    assertThat(NabScorer.at(alarms(5, 10), LOW_FALSE, 0.5).sum()).isCloseTo(0.78, within(CLOSE));
  }

  /// Two points behind the window's last one, which is 4 behind its first: position 0.5, 2 / (1 +
  /// e^2.5) - 1 = -0.848284, times 0.11.
  @Test
  void anAlarmShortlyBehindTheWindowCostsLess() {
    assertThat(NabScorer.at(alarms(10, 16), STANDARD, 0.5).sum())
        .isCloseTo(1 - 0.093311, within(CLOSE));
  }

  @Test
  void theBeginningOfASeriesIsNotScored() {
    assertThat(NabScorer.at(alarms(0, 1, 2, 10), STANDARD, 0.5).score()).isEqualTo(100);
    assertThat(NabScorer.at(alarms(3, 10), STANDARD, 0.5).falseAlarms()).isEqualTo(1);
  }

  /// With 0.9 as the threshold one window is found; with 0.4 both are, and there is a false alarm.
  @Test
  void oneThresholdSuitsTheWholeCorpus() {
    NabScorer.Scored high = scored(Collections.nCopies(20, 0.0), 10, 0.9);
    List<Double> low = new ArrayList<>(Collections.nCopies(20, 0.0));
    low.set(5, 0.4);
    NabScorer.Result result = NabScorer.best(List.of(high, scored(low, 10, 0.4)), STANDARD);
    assertThat(result.threshold()).isEqualTo(0.4);
    assertThat(result.sum()).isCloseTo(1.89, within(CLOSE));
    assertThat(result.score()).isCloseTo(97.25, within(1e-4));
  }

  @Test
  void probationIsAtMost750Points() {
    assertThat(series(1_127).probation()).isEqualTo(169);
    assertThat(series(22_695).probation()).isEqualTo(750);
  }

  private static List<NabScorer.Scored> alarms(int... points) {
    List<Double> scores = new ArrayList<>(Collections.nCopies(20, 0.0));
    for (int point : points) {
      scores.set(point, 1.0);
    }
    return List.of(new NabScorer.Scored(series(20), scores));
  }

  private static NabScorer.Scored scored(List<Double> scores, int point, double score) {
    List<Double> changed = new ArrayList<>(scores);
    changed.set(point, score);
    return new NabScorer.Scored(series(20), changed);
  }

  private static NabSeries series(int length) {
    LocalDateTime start = LocalDateTime.of(2014, 4, 1, 0, 0);
    List<NabSeries.Point> points = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      points.add(new NabSeries.Point(start.plusMinutes(5L * i), 1));
    }
    NabSeries.Window window = new NabSeries.Window(start.plusMinutes(50), start.plusMinutes(70));
    return new NabSeries("hand/made.csv", points, List.of(window));
  }
}
