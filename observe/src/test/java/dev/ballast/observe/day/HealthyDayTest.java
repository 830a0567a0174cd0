package dev.ballast.observe.day;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.usual.KeptUsual;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Parts of the day of `docs/reference/healthy-day.md`, which `bench/day.sh` runs as a whole.
class HealthyDayTest {
  private static final long SEED = 1;

  /// Before the part that is judged, to fill what is remembered.
  private static final Duration BEFORE = Duration.ofMinutes(70);

  private static List<KeptUsual> learned;

  @BeforeAll
  static void learn() {
    learned = HealthyDay.learned(SEED, 1);
  }

  private static HealthyDay.Outcome run(Instant from, Duration time, Optional<Planted> planted) {
    return HealthyDay.run(SEED, learned, from, from.plus(time), planted);
  }

  @Test
  void aDeploymentRaisesNothingAndNothingIsUndecided() {
    Duration time = Duration.ofMinutes(25);
    HealthyDay.Outcome outcome =
        run(Workday.DEPLOYMENT.minus(Duration.ofMinutes(5)), time, Optional.empty());
    assertThat(outcome.raised()).extracting(Alert::check).isEmpty();
    assertThat(outcome.undecided()).isEmpty();
    assertThat(outcome.looks())
        .isEqualTo(BEFORE.plus(time).dividedBy(AlertWatch.INTERVAL) * AllChecks.list().size());
  }

  @Test
  void aBackupRaisesNothing() {
    HealthyDay.Outcome outcome =
        run(Workday.DAY.plus(Duration.ofMinutes(165)), Duration.ofMinutes(10), Optional.empty());
    // Of the batch before it one statement takes 1.4 s, which is work for somebody, and no page.
    assertThat(outcome.raised()).extracting(Alert::check).containsOnly("statement-slow");
  }

  @ParameterizedTest
  @EnumSource(names = {"CALLS_LOOP", "SECOND_POOL"})
  void whatIsWrongIsFoundWithinTenMinutes(Planted planted) {
    HealthyDay.Outcome outcome =
        run(planted.on(Workday.DAY), Duration.ofMinutes(10), Optional.of(planted));
    assertThat(outcome.raised()).filteredOn(planted::isFoundBy).isNotEmpty();
  }
}
