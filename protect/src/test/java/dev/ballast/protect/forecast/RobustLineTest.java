package dev.ballast.protect.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustLineTest {
  private static final long MB = 1 << 20;

  private static Measure measure(long megabytes, double seconds) {
    return new Measure(megabytes * MB, Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  @Test
  void findsTheLineThatMeasurementsAreOn() {
    // 2 s to begin with, and 100 MB/s
    RobustLine line =
        RobustLine.through(List.of(measure(100, 3), measure(300, 5), measure(1000, 12)));

    assertThat(line.at(0)).isCloseTo(2, within(1e-9));
    assertThat(line.at(2000.0 * MB)).isCloseTo(22, within(1e-9));
  }

  @Test
  void isNotMovedByASlowMeasurement() {
    List<Measure> measures = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      measures.add(measure(100L * i, 2 + i));
    }
    measures.add(measure(350, 500));

    RobustLine line = RobustLine.through(measures);

    // least squares would have a base of over 70 s
    assertThat(line.at(350.0 * MB)).isCloseTo(5.5, within(0.5));
    assertThat(line.at(0)).isCloseTo(2, within(0.5));
  }

  @Test
  void knowsNoRateWhereAllMeasurementsAreOfOneSize() {
    RobustLine line =
        RobustLine.through(List.of(measure(200, 4), measure(203, 9), measure(206, 5)));

    assertThat(line.perByte()).isEmpty();
    assertThat(line.at(203.0 * MB)).isEqualTo(5);
    // less does not take less, since a fixed cost cannot be excluded, and more takes more
    assertThat(line.at(1)).isEqualTo(5);
    assertThat(line.at(406.0 * MB)).isEqualTo(10);
    assertThat(line.beyond(412.0 * MB)).isEqualTo(2);
  }

  @Test
  void isNeverFasterForMore() {
    RobustLine line = RobustLine.through(List.of(measure(100, 9), measure(300, 5)));

    assertThat(line.perByte()).hasValue(0);
    assertThat(line.at(900.0 * MB)).isEqualTo(7);
  }
}
