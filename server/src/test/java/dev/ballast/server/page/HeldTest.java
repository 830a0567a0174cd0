package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeldTest {
  private static final double UNKNOWN = Double.NaN;

  @Test
  void aFigureHoldsUntilTheNextAndNotForLongerThanIsAllowed() {
    List<Double> values = List.of(UNKNOWN, 1.0, UNKNOWN, UNKNOWN, UNKNOWN, 2.0, UNKNOWN);

    assertThat(Held.over(values)).containsExactly(UNKNOWN, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0);
    assertThat(Held.over(values, 2)).containsExactly(UNKNOWN, 1.0, 1.0, 1.0, UNKNOWN, 2.0, 2.0);
  }
}
