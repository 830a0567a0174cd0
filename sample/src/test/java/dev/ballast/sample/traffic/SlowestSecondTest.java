package dev.ballast.sample.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowestSecondTest {
  @Test
  void remembersTheSlowestSecondAfterItWasClosed() {
    SlowestSecond seconds = new SlowestSecond();
    seconds.add(0, 10);
    seconds.add(1, 900);
    seconds.add(1, 700);
    for (int second = 2; second < 2 * SlowestSecond.OPEN_SECONDS; second++) {
      seconds.add(second, 20);
    }
    assertThat(seconds.slowest()).contains(new SlowestSecond.Second(1, 2, 1_600, 900));
  }

  @Test
  void takesLateEndsIntoAnOpenSecond() {
    SlowestSecond seconds = new SlowestSecond();
    seconds.add(4, 100);
    seconds.add(5, 150);
    seconds.add(4, 400);
    assertThat(seconds.slowest()).contains(new SlowestSecond.Second(4, 2, 500, 400));
  }
}
