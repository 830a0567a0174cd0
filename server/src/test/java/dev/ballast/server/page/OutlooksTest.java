package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.report.Capacity;
import dev.ballast.pages.report.Capacity.Kind;
import dev.ballast.pages.report.Capacity.Outlook;
import dev.ballast.pages.report.CapacityText;
import dev.ballast.pages.text.Moments;
import dev.ballast.store.sample.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutlooksTest {
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

  /// So many points, half a day apart.
  private static List<Point> line(int points, double first, double perDay) {
    return IntStream.range(0, points)
        .mapToObj(i -> new Point(BEGIN.plus(Duration.ofHours(12L * i)), first + perDay * i / 2))
        .toList();
  }

  private static Capacity disk(List<Point> points) {
    return Outlooks.ending("shop", Kind.DISK, "data", 0, points);
  }

  @Test
  void freeSpaceEndsWhereItsLineDoes() {
    // 100 on the first day, 80 on the eleventh, so that nothing is left 40 days later.
    Capacity capacity = disk(line(21, 100, -2));

    assertThat(capacity.outlook()).isEqualTo(Outlook.RUNS_OUT);
    assertThat(capacity.present()).isEqualTo(80);
    assertThat(capacity.perDay()).contains(-2.0);
    Instant end = Instant.parse("2026-12-21T00:00:00Z");
    assertThat(capacity.date()).contains(end);
    assertThat(capacity.earliest()).contains(end);
    assertThat(capacity.latest()).contains(end);
    Moments moments = new Moments(Instant.parse("2026-11-11T00:00:00Z"), ZoneOffset.UTC);
    assertThat(CapacityText.when(capacity, moments)).isEqualTo("2026-12-21, in 40 days");
  }

  @Test
  void aKeyEndsAtAllOfItsValues() {
    // 0.70 on the eleventh day, a hundredth each day: 30 days.
    Capacity capacity =
        Outlooks.ending("shop", Kind.KEY, "public.orders.id", 1, line(21, 0.60, 0.01));

    assertThat(capacity.date().orElseThrow())
        .isBetween("2026-12-10T23:59:59Z", "2026-12-11T00:00:01Z");
  }

  @Test
  void whatLeavesAYearIsNotADate() {
    // 364 and 366 days from the eleventh day on.
    assertThat(disk(line(21, 374, -1)).outlook()).isEqualTo(Outlook.RUNS_OUT);
    assertThat(disk(line(21, 376, -1)).outlook()).isEqualTo(Outlook.NOT_WITHIN_A_YEAR);
    assertThat(disk(line(21, 100, 0)).outlook()).isEqualTo(Outlook.NOT_WITHIN_A_YEAR);
    assertThat(disk(line(21, 100, 3)).outlook()).isEqualTo(Outlook.NOT_WITHIN_A_YEAR);
  }

  @Test
  void twoDaysAndAHalfAreNoTrend() {
    Capacity capacity = disk(line(6, 100, -20));

    assertThat(capacity.outlook()).isEqualTo(Outlook.UNKNOWN);
    assertThat(capacity.date()).isEmpty();
    assertThat(capacity.unknown()).contains("only 2 d 12 h of 3 d of figures are stored");
    assertThat(disk(line(7, 100, -20)).outlook()).isEqualTo(Outlook.RUNS_OUT);
    assertThat(disk(line(3, 100, -20)).unknown()).contains("fewer than 3 d of figures are stored");
  }

  @Test
  void databasesGrowTogetherAndHaveNoEnd() {
    Capacity capacity =
        Outlooks.growing("shop", Kind.DATABASES, "", List.of(line(21, 100, 1), line(21, 50, 0.5)));

    assertThat(capacity.outlook()).isEqualTo(Outlook.GROWS);
    assertThat(capacity.present()).isEqualTo(110 + 55);
    assertThat(capacity.perDay()).contains(1.5);
    assertThat(
            Outlooks.growing("shop", Kind.DATABASES, "", List.of(line(21, 100, 1), line(4, 50, 1)))
                .outlook())
        .isEqualTo(Outlook.UNKNOWN);
  }
}
