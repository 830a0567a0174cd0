package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemandTest {
  private final SteppedClock clock = new SteppedClock();
  private final Demand demand = new Demand(clock);

  @Test
  void nobodyHasLookedAtFirst() {
    assertThat(demand.isThere()).isFalse();
  }

  @Test
  void somebodyWhoLookedMayLookAgainForFiveMinutes() {
    demand.ask();
    clock.step(Duration.ofMinutes(4));
    assertThat(demand.isThere()).isTrue();
    clock.step(Duration.ofMinutes(1));
    assertThat(demand.isThere()).isFalse();
    demand.ask();
    assertThat(demand.isThere()).isTrue();
  }
}
