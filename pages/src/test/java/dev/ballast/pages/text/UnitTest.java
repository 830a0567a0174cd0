package dev.ballast.pages.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "COUNT, 0, 0",
    "COUNT, 7, 7",
    "COUNT, 0.25, 0.25",
    "COUNT, 999, 999",
    "COUNT, 1234, 1.23k",
    "COUNT, 2000000, 2M",
    "SECONDS, 0, 0 s",
    "SECONDS, 0.0000123, 12.3 µs",
    "SECONDS, 0.3401, 340 ms",
    "SECONDS, 59, 59 s",
    "SECONDS, 90, 1.5 min",
    "SECONDS, 93600, 1.08 d",
    "BYTES, 0, 0 B",
    "BYTES, 1023, 1020 B",
    "BYTES, 1024, 1 KiB",
    "BYTES, 1342177280, 1.25 GiB",
    "BYTES_PER_SECOND, 5242880, 5 MiB/s",
    "PER_SECOND, 1500, 1.5 k/s",
    "SHARE, 0, 0 %",
    "SHARE, 0.9999, 100 %",
    "SHARE, 0.125, 12.5 %",
    "COUNT, NaN, –",
    "COUNT, Infinity, –",
    "COUNT, -1500, -1.5k",
  })
  void hasThreeDigitsAndAUnit(Unit unit, double value, String text) {
    assertThat(unit.text(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "BYTES, 1073741824, 4294967296, 1 GiB",
    "BYTES, 536870912, 4294967296, 0.5 GiB",
    "SECONDS, 0.5, 2, 0.5 s"
  })
  void hasTheUnitOfItsAxis(Unit unit, double value, double largest, String text) {
    assertThat(unit.text(value, largest)).isEqualTo(text);
  }
}
