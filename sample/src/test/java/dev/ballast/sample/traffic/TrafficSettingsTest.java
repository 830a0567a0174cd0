package dev.ballast.sample.traffic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrafficSettingsTest {
  @Test
  void refusesWhatCannotBeRun() {
    assertThatThrownBy(() -> new TrafficSettings(0, 1, 7)).hasMessageContaining("rate");
    assertThatThrownBy(() -> new TrafficSettings(Double.NaN, 1, 7)).hasMessageContaining("rate");
    assertThatThrownBy(() -> new TrafficSettings(1, 0, 7)).hasMessageContaining("writers");
    assertThatThrownBy(() -> new TrafficSettings(1, 201, 7)).hasMessageContaining("writers");
  }
}
