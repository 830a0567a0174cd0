package dev.ballast.observe.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// One value per 5 minutes from a Monday on, except where samples are the subject.
final class AnomalyDetectorTest {
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Instant START = HealthyWeeks.MONDAY;

  @Test
  void aFlatSeriesDepartsByAShareOfItsLevel() {
    assertThat(events(days(6), at -> after(at, 5) ? 102 : 100)).isEmpty();
    Anomaly jump = events(days(6), at -> after(at, 5) ? 150 : 100).getFirst();
    assertThat(jump.at()).isEqualTo(START.plus(days(5)));
    assertThat(jump.since()).isEqualTo(jump.at());
    assertThat(jump.observed()).isEqualTo(150);
    assertThat(jump.score()).isBetween(0.5, 1.0);
    assertThat(jump.expected().season()).isEqualTo(Season.NONE);
  }

  @Test
  void aSmallerDepartureThanTheLeastIsNone() {
    AnomalyDetector detector = new AnomalyDetector(0.5);
    List<Anomaly> events = new ArrayList<>();
    feed(detector, START, days(6), at -> after(at, 5) ? 0.4 : 0).forEach(events::add);
    assertThat(events).isEmpty();
    assertThat(events(days(6), at -> after(at, 5) ? 0.4 : 0)).hasSize(1);
    assertThatThrownBy(() -> new AnomalyDetector(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsReportedBeforeTheBaselineIsThere() {
    assertThat(events(days(2), at -> after(at, 1) ? 900 : noise(at))).isEmpty();
    assertThat(events(days(3), at -> at.equals(START.plus(days(2))) ? 900 : noise(at))).hasSize(1);
  }

  @Test
  void valuesAreExpectedByTheTimeOfDay() {
    Instant night = START.plus(days(9)).plus(Duration.ofHours(3));
    List<Anomaly> events =
        events(days(10), at -> at.equals(night) ? noise(at) + 80 : noise(at) + daytime(at));
    assertThat(events).hasSize(1);
    Anomaly event = events.getFirst();
    assertThat(event.at()).isEqualTo(night);
    assertThat(event.departure()).isEqualTo(Departure.VALUE);
    assertThat(event.expected().season()).isNotEqualTo(Season.NONE);
    assertThat(event.expected().low()).isLessThan(100);
    assertThat(event.expected().high()).isBetween(100.0, 175.0);
    assertThat(event.sentence())
        .contains("observed, expected between", "rhythm, since 2026-01-14T03:00:00Z");
  }

  @Test
  void theSameValueByDayIsNoEvent() {
    assertThat(events(days(10), at -> noise(at) + daytime(at))).isEmpty();
  }

  @Test
  void aFlappingSeriesIsOneEvent() {
    List<Anomaly> events =
        events(
            days(8),
            at -> {
              boolean flaps = after(at, 6) && at.getEpochSecond() / 600 % 2 == 0;
              return flaps ? 300 : noise(at);
            });
    assertThat(events).hasSize(1);
  }

  @Test
  void aSeriesThatDriftsLeavesItsLevel() {
    List<Anomaly> events = events(days(8), at -> noise(at) + (after(at, 6) ? 12 : 0));
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().at())
        .isBetween(START.plus(days(6)), START.plus(days(6)).plus(Duration.ofHours(1)));
    assertThat(events.getFirst().observed()).isBetween(102.0, 116.0);
  }

  @Test
  void aNewLevelIsTheBaseline() {
    ToDoubleFunction<Instant> twice = at -> noise(at) + (after(at, 6) && !after(at, 8) ? 50 : 0);
    List<Anomaly> events = events(days(10), twice);
    assertThat(events)
        .extracting(Anomaly::at)
        .containsExactly(START.plus(days(6)), START.plus(days(8)));
    assertThat(events.getLast().expected().low()).isGreaterThan(100);
  }

  @Test
  void whatIsNoValueIsHarmless() {
    AnomalyDetector plain = new AnomalyDetector(0);
    AnomalyDetector disturbed = new AnomalyDetector(0);
    for (Instant at = START; at.isBefore(START.plus(days(4))); at = at.plus(STEP)) {
      plain.observe(at, noise(at));
      disturbed.observe(at, noise(at));
      disturbed.observe(at.plusSeconds(1), Double.NaN);
      disturbed.observe(at.plusSeconds(2), Double.NEGATIVE_INFINITY);
      disturbed.observe(at, 1e9);
      disturbed.observe(at.minusSeconds(60), 1e9);
    }
    assertThat(disturbed.state()).isEqualTo(plain.state());
  }

  @Test
  void aStraySampleOfACounterIsHarmless() {
    AnomalyDetector detector = new AnomalyDetector(0);
    List<Anomaly> events = new ArrayList<>();
    Instant reset = START.plus(days(3)).plusSeconds(130);
    Duration apart = Duration.ofSeconds(10);
    for (Instant at = START; at.isBefore(START.plus(days(4))); at = at.plus(apart)) {
      detector.observe(at, at.equals(reset) ? 1e7 : noise(at)).ifPresent(events::add);
    }
    assertThat(events).isEmpty();
  }

  @Test
  void aGapIsAGap() {
    AnomalyDetector detector = new AnomalyDetector(0);
    List<Anomaly> events = new ArrayList<>(feed(detector, START, days(5), at -> noise(at)));
    Instant later = START.plus(days(7));
    events.addAll(feed(detector, later, days(2), at -> noise(at)));
    assertThat(events).isEmpty();
    assertThat(feed(detector, later.plus(days(2)), STEP, at -> 300)).hasSize(1);
  }

  @Test
  void afterFourWeeksWithoutAValueTheSeriesIsLearnedAgain() {
    AnomalyDetector detector = new AnomalyDetector(0);
    feed(detector, START, days(5), at -> noise(at));
    assertThat(detector.ready(START.plus(days(5)))).isTrue();
    Instant later = START.plus(days(40));
    assertThat(feed(detector, later, days(1), at -> 500 + noise(at))).isEmpty();
    assertThat(detector.ready(later.plus(days(1)))).isFalse();
  }

  @Test
  void aDetectorCarriesOnFromItsState() {
    ToDoubleFunction<Instant> series = at -> noise(at) + daytime(at) + (after(at, 6) ? 60 : 0);
    AnomalyDetector whole = new AnomalyDetector(0);
    List<Anomaly> expected = feed(whole, START, days(9), series);
    assertThat(expected).isNotEmpty();
    AnomalyDetector parts = new AnomalyDetector(0);
    List<Anomaly> events = new ArrayList<>();
    for (int hour = 0; hour < 9 * 24; hour++) {
      Instant from = START.plus(Duration.ofHours(hour));
      events.addAll(feed(parts, from, Duration.ofHours(1), series));
      parts = AnomalyDetector.of(0, 1, parts.state());
    }
    assertThat(events).isEqualTo(expected);
    assertThat(parts.state()).isEqualTo(whole.state());
    assertThat(parts.score()).isEqualTo(whole.score());
  }

  private static List<Anomaly> events(Duration length, ToDoubleFunction<Instant> series) {
    return feed(new AnomalyDetector(0), START, length, series);
  }

  private static List<Anomaly> feed(
      AnomalyDetector detector, Instant from, Duration length, ToDoubleFunction<Instant> series) {
    List<Anomaly> events = new ArrayList<>();
    for (Instant at = from; at.isBefore(from.plus(length)); at = at.plus(STEP)) {
      Optional<Anomaly> event = detector.observe(at, series.applyAsDouble(at));
      event.ifPresent(events::add);
    }
    return events;
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static boolean after(Instant at, int days) {
    return !at.isBefore(START.plus(days(days)));
  }

  /// 100, with a deviation of 5, the same at each call.
  private static double noise(Instant at) {
    return 100 + 5 * new SplittableRandom(at.getEpochSecond()).nextGaussian();
  }

  /// 50 more from 08:00 to 18:00.
  private static double daytime(Instant at) {
    long hour = Math.floorMod(at.getEpochSecond(), 86_400L) / 3_600;
    return hour >= 8 && hour < 18 ? 50 : 0;
  }

  @Test
  void withAMarginNoiseOfFourWeeksIsNoEvent() {
    for (int seed = 0; seed < 30; seed++) {
      AnomalyDetector detector = new AnomalyDetector(0, 1.25);
      Random random = new Random(seed);
      for (int minute = 0; minute < 28 * 1_440; minute++) {
        assertThat(
                detector.observe(
                    Instant.EPOCH.plusSeconds(60L * minute), 100 + 5 * random.nextGaussian()))
            .as("seed %d", seed)
            .isEmpty();
      }
    }
  }

  @Test
  void aSlowClimbIsAnEventAlthoughItRaisesItsOwnLimit() {
    AnomalyDetector detector = new AnomalyDetector(0, 1.25);
    Random random = new Random(1);
    int start = 7 * 1_440;
    List<Integer> events = new ArrayList<>();
    for (int minute = 0; minute < start + 180; minute++) {
      double climbed = Math.max(0, minute - start) * 0.3;
      double value = 100 + 2 * random.nextGaussian() + climbed;
      if (detector.observe(Instant.EPOCH.plusSeconds(60L * minute), value).isPresent()) {
        events.add(minute - start);
      }
    }
    assertThat(events).hasSize(1);
    assertThat(events.getFirst()).isBetween(0, 120);
  }
}
