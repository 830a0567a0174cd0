package dev.ballast.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.server.node.SteppedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private final SteppedClock clock = new SteppedClock();

  @Test
  void aBurstIsFollowedByOneAtATime() {
    Allowance allowance = new Allowance(3, Duration.ofMinutes(1), 10, clock);
    for (int i = 0; i < 3; i++) {
      assertThat(allowance.take("a")).isEmpty();
    }

    assertThat(allowance.take("a").orElseThrow())
        .isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    assertThat(allowance.take("b")).isEmpty();
    clock.step(Duration.ofMinutes(1));
    assertThat(allowance.take("a")).isEmpty();
    assertThat(allowance.take("a")).isPresent();
    clock.step(Duration.ofHours(1));
    for (int i = 0; i < 3; i++) {
      assertThat(allowance.take("a")).isEmpty();
    }
    assertThat(allowance.take("a")).isPresent();
  }

  @Test
  void onlySoManyNamesAreRemembered() {
    Allowance allowance = new Allowance(1, Duration.ofMinutes(1), 100, clock);
    for (int i = 0; i < 100_000; i++) {
      allowance.take("address " + i);
    }

    assertThat(allowance.remembered()).isEqualTo(100);
  }
}
