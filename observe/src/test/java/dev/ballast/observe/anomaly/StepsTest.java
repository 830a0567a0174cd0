package dev.ballast.observe.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepsTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private final Steps steps = new Steps();
  private final List<Steps.Step> ended = new ArrayList<>();

  @Test
  void samplesOfAMinuteAreMeansOfFive() {
    for (int i = 0; i < 10; i++) {
      add(60L * i, i);
    }
    assertThat(ended)
        .containsExactly(
            new Steps.Step(NOON.plusSeconds(240), 2), new Steps.Step(NOON.plusSeconds(540), 7));
  }

  @Test
  void theLeastAndTheGreatestOfFiveSamplesDoNotCount() {
    add(0, 1);
    add(60, 2);
    add(120, 1e12);
    add(180, 3);
    add(240, 4);
    assertThat(ended).containsExactly(new Steps.Step(NOON.plusSeconds(240), 3));
  }

  @Test
  void rareSamplesAreStepsOfTheirOwn() {
    add(0, 1);
    add(3_600, 2);
    add(7_200, 3);
    assertThat(ended).extracting(Steps.Step::value).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void aGapEndsTheStepBeforeIt() {
    add(0, 1);
    add(60, 3);
    add(3_600, 9);
    assertThat(ended)
        .containsExactly(
            new Steps.Step(NOON.plusSeconds(60), 2), new Steps.Step(NOON.plusSeconds(3_600), 9));
  }

  private void add(long second, double value) {
    Instant at = NOON.plusSeconds(second);
    steps.before(at).ifPresent(ended::add);
    steps.add(at, value).ifPresent(ended::add);
  }
}
