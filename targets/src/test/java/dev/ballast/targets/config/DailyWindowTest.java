package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Berlin's clocks go from 02:00 to 03:00 on 2026-03-29 at 01:00 UTC, and from 03:00 back to 02:00
/// on 2026-10-25 at 01:00 UTC.
class DailyWindowTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /// The moments of UTC at which a window opens and closes, by hand.
  @ParameterizedTest
  @CsvSource({
    // An ordinary night, in summer and in winter.
    "22:00-06:00, 2026-07-10T12:00:00Z, 2026-07-10T20:00:00Z, 2026-07-11T04:00:00Z",
    "22:00-06:00, 2026-01-10T12:00:00Z, 2026-01-10T21:00:00Z, 2026-01-11T05:00:00Z",
    "01:00-05:00, 2026-07-10T12:00:00Z, 2026-07-10T23:00:00Z, 2026-07-11T03:00:00Z",
    // The night that has seven hours, and the one that has nine.
    "22:00-06:00, 2026-03-28T12:00:00Z, 2026-03-28T21:00:00Z, 2026-03-29T04:00:00Z",
    "22:00-06:00, 2026-10-24T12:00:00Z, 2026-10-24T20:00:00Z, 2026-10-25T05:00:00Z",
    // Half of the window is in the hour that is skipped, or comes twice.
    "02:30-03:30, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z",
    "01:30-02:30, 2026-03-28T12:00:00Z, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
    "02:30-03:30, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T02:30:00Z",
    "01:30-02:30, 2026-10-24T12:00:00Z, 2026-10-24T23:30:00Z, 2026-10-25T01:30:00Z",
    // Within the hour that is skipped: not on that day.
    "02:10-02:50, 2026-03-28T12:00:00Z, 2026-03-30T00:10:00Z, 2026-03-30T00:50:00Z"
  })
  void opensAndClosesByTheClocksOnTheWall(
      String window, Instant before, Instant opens, Instant closes) {
    DailyWindow daily = DailyWindow.parse(window, BERLIN);

    DailyWindow.Opening opening = new DailyWindow.Opening(opens, closes);
    assertThat(daily.nextOpening(before)).isEqualTo(opening);
    assertThat(daily.openAt(opens.minusSeconds(1))).isEmpty();
    assertThat(daily.openAt(opens)).contains(opening);
    assertThat(daily.openAt(closes.minusSeconds(1))).contains(opening);
    assertThat(daily.openAt(closes)).isEmpty();
    assertThat(daily.nextOpening(opens).opens()).isAfter(closes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22:00", "22:00-", "22-06", "24:00-06:00", "22:60-06:00", "05:00-05:00"})
  void whatIsNoWindowIsRefused(String text) {
    assertThatThrownBy(() -> DailyWindow.parse(text, BERLIN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// In UTC nothing is ever skipped.
  @Test
  void aZoneWithoutChangesOpensEveryDay() {
    DailyWindow daily = DailyWindow.parse("02:10-02:50", ZoneId.of("UTC"));

    assertThat(daily.nextOpening(Instant.parse("2026-03-28T12:00:00Z")).opens())
        .isEqualTo("2026-03-29T02:10:00Z");
  }
}
