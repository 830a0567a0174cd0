package dev.ballast.observe.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.slo.MinuteCounts.Counted;
import dev.ballast.targets.config.Objectives;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MinuteCountsTest {
  private static final Goal GOAL = Goals.availability(Objectives.DEFAULTS);
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void aMinuteIsTakenOnceItIsOver() {
    MinuteCounts counts = new MinuteCounts();
    counts.add("shop", GOAL, Tally.one(true), NOON.plusSeconds(9));
    counts.add("shop", GOAL, Tally.one(false), NOON.plusSeconds(59));
    assertThat(counts.takeOver(NOON.plusSeconds(59))).isEmpty();
    counts.add("shop", GOAL, Tally.one(true), NOON.plusSeconds(60));
    assertThat(counts.takeOver(NOON.plusSeconds(61)))
        .containsExactly(new Counted("shop", NOON, GOAL, new Tally(1, 2)));
    assertThat(counts.takeOver(NOON.plusSeconds(61))).isEmpty();
    assertThat(counts.takeOver(NOON.plusSeconds(120)))
        .containsExactly(new Counted("shop", NOON.plusSeconds(60), GOAL, Tally.one(true)));
  }
}
