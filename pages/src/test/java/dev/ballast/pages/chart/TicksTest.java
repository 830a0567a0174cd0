package dev.ballast.pages.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.text.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "COUNT, 0, 4",
    "COUNT, 1, 1",
    "COUNT, 1.1, 1.5",
    "COUNT, 7, 8",
    "COUNT, 97, 100",
    "SECONDS, 0.03, 0.03",
    "COUNT, 1000, 1000",
    "COUNT, 1001, 1500",
    "BYTES, 0, 4",
    "BYTES, 524288, 614400",
    "SECONDS, 5400, 5400",
    "SECONDS, 100, 120",
  })
  void anAxisEndsAtARoundValue(Unit unit, double largest, double top) {
    assertThat(Ticks.top(largest, unit)).isCloseTo(top, Offset.offset(1e-9));
  }

  @Test
  void labelsAreOfTheReadersClock() {
    assertThat(labels("2026-11-30T10:00:00Z", "2026-11-30T13:00:00Z", BERLIN))
        .containsExactly("11:00", "11:30", "12:00", "12:30", "13:00", "13:30");
  }

  @Test
  void dayOfTwentyFiveHoursKeepsRoundLabels() {
    // On 2026-10-25 the clock is set back from 03:00 to 02:00.
    assertThat(labels("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", BERLIN))
        .startsWith("25 Oct")
        .contains("06:00", "12:00", "18:00")
        .doesNotContain("05:00", "11:00");
  }

  @Test
  void dayOfTwentyThreeHoursKeepsRoundLabels() {
    // On 2026-03-29 the clock is set forward from 02:00 to 03:00.
    assertThat(labels("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", BERLIN))
        .startsWith("29 Mar")
        .contains("06:00", "12:00", "18:00");
  }

  @Test
  void monthHasDays() {
    assertThat(labels("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", ZoneId.of("UTC")))
        .containsExactly("1 Nov", "8 Nov", "15 Nov", "22 Nov", "29 Nov");
  }

  private static List<String> labels(String from, String to, ZoneId zone) {
    Span span = Span.of(Instant.parse(from), Instant.parse(to), Duration.ofSeconds(10), zone);
    return Ticks.moments(span).stream().map(Ticks.Moment::label).toList();
  }
}
