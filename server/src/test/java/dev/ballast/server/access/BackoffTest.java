package dev.ballast.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.server.node.SteppedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final SteppedClock clock = new SteppedClock();

  @Test
  void eachAttemptWaitsTwiceAsLongUpToFiveMinutes() {
    Backoff backoff = new Backoff(10, clock);
    for (int i = 0; i < 5; i++) {
      assertThat(backoff.attempt("ann")).isEmpty();
    }
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
      assertThat(backoff.attempt("ann").orElseThrow())
          .isBetween(Duration.ofMillis(seconds * 1000L - 900), Duration.ofSeconds(seconds));
      assertThat(backoff.attempt("bob")).isEmpty();
      backoff.succeeded("bob");
      clock.step(Duration.ofSeconds(seconds));
      assertThat(backoff.attempt("ann")).isEmpty();
    }
  }

  @Test
  void aSuccessForgetsTheFailures() {
    Backoff backoff = new Backoff(10, clock);
    for (int i = 0; i < 5; i++) {
      backoff.attempt("ann");
    }
    assertThat(backoff.attempt("ann")).isPresent();

    backoff.succeeded("ann");

    assertThat(backoff.attempt("ann")).isEmpty();
  }

  @Test
  void onlySoManyNamesAreRemembered() {
    Backoff backoff = new Backoff(100, clock);
    for (int i = 0; i < 100_000; i++) {
      backoff.attempt("name " + i);
    }

    assertThat(backoff.remembered()).isEqualTo(100);
  }
}
