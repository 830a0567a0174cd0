package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final double UNKNOWN = Double.NaN;

  @Test
  void itIsTheRootOfTheMeanSquareLessTheSquaredMean() {
    // Calls of 1 and 3 seconds: a mean of 2, squares of 1 and 9, and each is 1 away from the mean.
    assertThat(Spread.of(List.of(2.0), List.of(5.0))).containsExactly(1.0);
    assertThat(Spread.of(List.of(2.0), List.of(4.0))).containsExactly(0.0);
  }

  @Test
  void whatIsRoundedIsNotBelowZeroAndWhatIsUnknownStaysUnknown() {
    assertThat(Spread.of(List.of(2.0), List.of(3.999_999))).containsExactly(0.0);
    assertThat(Spread.of(List.of(UNKNOWN, 2.0), List.of(5.0, UNKNOWN)))
        .containsExactly(UNKNOWN, UNKNOWN);
  }
}
