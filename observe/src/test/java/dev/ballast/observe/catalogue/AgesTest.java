package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Symptom;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An age that was below its threshold when it was read, and continues to grow.
class AgesTest {
  private static final String SELDOM = "flaw_seldom_used_index";
  private static final Labels INDEX =
      Hand.labels(
          "database", "shop", "schema", "public", "table", "orders", "index", "orders_old_idx");
  private static final double DAY = Duration.ofDays(1).toSeconds();
  private static final double MINUTE = 60;

  private final Check unused = Catalogue.check("unused-index");

  @Test
  void whatReachedItsThresholdSinceTheReadingIsReadAgain() {
    Symptom symptom = seen("statistics_seconds", 35 * DAY - 10 * MINUTE, Duration.ofMinutes(11));

    assertThat(unused.threshold().urgencyOf(symptom.condition().value()))
        .as("only what was read is reported")
        .isEmpty();
    assertThat(symptom.isOutgrown(unused.threshold())).isTrue();
  }

  @Test
  void beforeThatItIsReadAsUsual() {
    assertThat(
            seen("statistics_seconds", 35 * DAY - 10 * MINUTE, Duration.ofMinutes(9))
                .isOutgrown(unused.threshold()))
        .isFalse();
  }

  @Test
  void whatWasReportedAlreadyIsNotReadForThat() {
    assertThat(
            seen("statistics_seconds", 35 * DAY + MINUTE, Duration.ofMinutes(11))
                .isOutgrown(unused.threshold()))
        .isFalse();
  }

  /// A scan begins the age again; how long ago that was grows as well.
  @Test
  void theLastScanCountsAlike() {
    assertThat(
            seen("last_scan_seconds", 35 * DAY - 10 * MINUTE, Duration.ofMinutes(11))
                .isOutgrown(unused.threshold()))
        .isTrue();
    assertThat(seen("last_scan_seconds", 5, Duration.ofMinutes(11)).isOutgrown(unused.threshold()))
        .isFalse();
  }

  /// Of a partition of an hour, 45 % of which were past 4 minutes ago: 51.7 %.
  @Test
  void aPartitionIsHalfOverBetweenTwoReadings() {
    Check check = Catalogue.check("next-partition-missing");

    assertThat(partition(check, 4, 0.45).isOutgrown(check.threshold())).isTrue();
    assertThat(partition(check, 2, 0.45).isOutgrown(check.threshold())).isFalse();
    assertThat(partition(check, 4, 0.45).condition().summary()).contains(" and ends at ");
    assertThat(partition(check, 40, 0.45).condition().summary()).contains(" and ended at ");
  }

  private static Symptom partition(Check check, long minutesAgo, double past) {
    Labels labels =
        Hand.labels(
            "database", "shop", "schema", "public", "table", "orders", "partition", "orders_10");
    double read = Situation.NOW.minus(Duration.ofMinutes(minutesAgo)).getEpochSecond();
    Situation situation =
        Situation.empty()
            .figure("flaw_last_partition", labels, "past_ratio", past)
            .figure("flaw_last_partition", labels, "begin_timestamp_seconds", read - past * 3600)
            .figure(
                "flaw_last_partition", labels, "end_timestamp_seconds", read + (1 - past) * 3600)
            .readAt(Situation.NOW.minus(Duration.ofMinutes(minutesAgo)));
    return check.look(situation.observed()).symptoms().getFirst();
  }

  private Symptom seen(String figure, double value, Duration ago) {
    Situation situation =
        Situation.empty()
            .figure(SELDOM, INDEX, figure, value)
            .figure(SELDOM, INDEX, "scans", 0)
            .readAt(Situation.NOW.minus(ago));
    return unused.look(situation.observed()).symptoms().getFirst();
  }
}
