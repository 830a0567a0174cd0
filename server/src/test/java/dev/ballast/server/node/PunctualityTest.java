package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PunctualityTest {
  private final SteppedClock clock = new SteppedClock();
  private final Punctuality evaluations = new Punctuality(Duration.ofHours(1), clock);

  @Test
  void whatBeginsAfterItsIntervalIsLateByTheRest() {
    assertThat(evaluations.begin()).isZero();
    clock.step(Duration.ofMinutes(30));
    assertThat(evaluations.begin()).isZero();
    clock.step(Duration.ofHours(3));
    // The machine's own time passes meanwhile.
    assertThat(evaluations.begin()).isBetween(Duration.ofHours(2), Duration.ofMinutes(150));
    assertThat(evaluations.begin()).isZero();
  }
}
