package dev.ballast.lab.traffic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrafficSettingsTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, 1_000_001, Double.POSITIVE_INFINITY})
  void aRateHasBounds(double rate) {
    assertThatThrownBy(() -> TrafficSettings.of(rate, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void sessionsHaveBounds(int sessions) {
    assertThatThrownBy(() -> TrafficSettings.of(1, sessions))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
