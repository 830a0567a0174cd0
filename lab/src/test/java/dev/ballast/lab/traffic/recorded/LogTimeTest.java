package dev.ballast.lab.traffic.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogTimeTest {
  @Test
  void aTimeIsReadToTheMillisecond() {
    assertThat(LogTime.micros("1970-01-02 00:00:01.250 UTC")).hasValue(86_401_250_000L);
    assertThat(LogTime.micros("1970-01-01 00:00:00.001 Europe/Berlin")).hasValue(1000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2026-11-30", "2026-13-30 00:00:00.000 UTC", "now", "2026-11-30 09:20:42 UTC"})
  void anythingElseIsNone(String text) {
    assertThat(LogTime.micros(text)).isEmpty();
  }
}
