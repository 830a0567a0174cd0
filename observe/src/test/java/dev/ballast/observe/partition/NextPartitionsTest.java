package dev.ballast.observe.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.partition.NextPartitions.Last;
import dev.ballast.sql.tree.QualifiedName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NextPartitionsTest {
  private static final QualifiedName ORDERS = QualifiedName.of("public", "orders");

  private static String created(String partition, String begin, String end, String now) {
    return NextPartitions.of(
            new Last(ORDERS, partition, Instant.parse(begin), Instant.parse(end)),
            Instant.parse(now))
        .orElseThrow()
        .created();
  }

  @Test
  void monthsHaveTheirOwnLengths() {
    assertThat(
            created(
                "orders_2026_11",
                "2026-11-01T00:00:00Z",
                "2026-12-01T00:00:00Z",
                "2026-11-20T10:00:00Z"))
        .isEqualTo(
            """
            SET lock_timeout = '2s';
            CREATE TABLE public.orders_2026_12 PARTITION OF public.orders\
             FOR VALUES FROM ('2026-12-01 00:00:00+00:00') TO ('2027-01-01 00:00:00+00:00');
            CREATE TABLE public.orders_2027_01 PARTITION OF public.orders\
             FOR VALUES FROM ('2027-01-01 00:00:00+00:00') TO ('2027-02-01 00:00:00+00:00');
            CREATE TABLE public.orders_2027_02 PARTITION OF public.orders\
             FOR VALUES FROM ('2027-02-01 00:00:00+00:00') TO ('2027-03-01 00:00:00+00:00');""");
  }

  @Test
  void daysWeeksAndHours() {
    assertThat(
            created(
                "o20261130",
                "2026-11-30T00:00:00Z",
                "2026-12-01T00:00:00Z",
                "2026-11-30T20:00:00Z"))
        .contains("o20261201 ", "o20261202 ", "o20261203 ", "TO ('2026-12-04 00:00:00+00:00')");
    // 23 November 2026 is the Monday of the 48th week.
    assertThat(
            created(
                "o_2026w48",
                "2026-11-23T00:00:00Z",
                "2026-11-30T00:00:00Z",
                "2026-11-28T00:00:00Z"))
        .contains("o_2026w49 ", "o_2026w50 ", "FROM ('2026-12-07 00:00:00+00:00')");
    assertThat(
            created("o_a", "2026-11-30T22:00:00Z", "2026-11-30T23:00:00Z", "2026-11-30T22:40:00Z"))
        .contains(
            "public.orders_20261130_2300 ",
            "public.orders_20261201_0000 ",
            "TO ('2026-12-01 02:00:00+00:00')");
  }

  /// Months of a server at UTC+1: the last day of each has another number.
  @Test
  void midnightElsewhereIsMidnight() {
    NextPartitions next =
        NextPartitions.of(
                new Last(
                    ORDERS,
                    "orders_2026_11",
                    Instant.parse("2026-10-31T23:00:00Z"),
                    Instant.parse("2026-11-30T23:00:00Z")),
                Instant.parse("2026-11-20T10:00:00Z"))
            .orElseThrow();

    assertThat(next.created())
        .contains(
            "orders_2026_12 PARTITION OF public.orders FOR VALUES"
                + " FROM ('2026-11-30 23:00:00+00:00') TO ('2026-12-31 23:00:00+00:00')");
    assertThat(next.doubt()).contains("their bounds are midnight at UTC+01:00 like those before");
  }

  /// October of Vienna has an hour more than 31 days.
  @Test
  void whatFollowsNoRuleHasNone() {
    assertThat(
            NextPartitions.of(
                new Last(
                    ORDERS,
                    "orders_2026_10",
                    Instant.parse("2026-09-30T22:00:00Z"),
                    Instant.parse("2026-10-31T23:00:00Z")),
                Instant.parse("2026-10-20T10:00:00Z")))
        .isEmpty();
  }

  @Test
  void aGapIsFilledUnlessItIsLong() {
    String gap =
        created(
            "orders_2026_08",
            "2026-08-01T00:00:00Z",
            "2026-09-01T00:00:00Z",
            "2026-11-20T10:00:00Z");
    assertThat(gap).contains("orders_2026_09 ", "orders_2027_02 ").doesNotContain("_2027_03 ");
    String farGap =
        created(
            "orders_2020_01",
            "2020-01-01T00:00:00Z",
            "2020-02-01T00:00:00Z",
            "2026-11-20T10:00:00Z");
    assertThat(farGap).contains("orders_2026_11 ", "orders_2027_02 ").doesNotContain("_2026_10 ");
  }

  /// A week has no name of its own where only months are named.
  @Test
  void noTwoHaveOneName() {
    assertThat(
            created(
                "orders_2026_11",
                "2026-11-01T00:00:00Z",
                "2026-11-08T00:00:00Z",
                "2026-11-07T00:00:00Z"))
        .contains("orders_20261108_0000 ", "orders_20261115_0000 ", "orders_20261122_0000 ");
  }
}
