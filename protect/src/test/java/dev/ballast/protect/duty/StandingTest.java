package dev.ballast.protect.duty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Verdict;
import dev.ballast.protect.duty.ProofDuty.LastProof;
import dev.ballast.protect.forecast.Drill;
import dev.ballast.protect.forecast.DrillBuilder;
import dev.ballast.protect.forecast.RecoveryForecast;
import dev.ballast.protect.forecast.RecoveryOutlook;
import dev.ballast.protect.forecast.Remedy;
import dev.ballast.protect.forecast.Workload;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
  private static final Objectives ASKED =
      new Objectives(Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofSeconds(20));
  private static final LastProof PROOF =
      new LastProof(NOW.minusSeconds(3600), Duration.ofSeconds(9), NOW.minusSeconds(3660));

  private static Standing recoveryTime(RecoveryForecast forecast) {
    return Standing.of(ASKED, Optional.of(PROOF), Optional.empty(), outlook(forecast), NOW)
        .getLast();
  }

  private static RecoveryOutlook outlook(RecoveryForecast forecast) {
    return new RecoveryOutlook(
        ASKED.recoveryTime(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        forecast,
        Verdict.proved(),
        new Remedy.None());
  }

  @Test
  void theForecastDecidesAndStandsBesideWhatWasMeasured() {
    List<Drill> drills =
        IntStream.range(0, 5).mapToObj(i -> DrillBuilder.drill(i, 1000 + 200 * i, 20, 1)).toList();

    Standing standing =
        recoveryTime(
            RecoveryForecast.of(
                drills, new Workload(4000 * DrillBuilder.MB, 20 * DrillBuilder.MB)));

    // 4020/200 + 20/400 + (1 + 20/50) + 0.5
    assertThat(standing.forecast().orElseThrow().toMillis()).isEqualTo(22_050);
    assertThat(standing.measured()).contains(Duration.ofSeconds(9));
    assertThat(standing.verdict().isRefuted()).isTrue();
  }

  @Test
  void theLastMeasurementDecidesWhereNothingIsForecast() {
    Standing standing = recoveryTime(new RecoveryForecast.Unknown("there are too few", 1));

    assertThat(standing.forecast()).isEmpty();
    assertThat(standing.verdict()).isEqualTo(Verdict.proved());
  }

  @Test
  void whatIsDatedAfterThePresentIsNoAgeOfZero() {
    RecoveryOutlook outlook = outlook(new RecoveryForecast.Unknown("there are too few", 1));

    List<Standing> setBack =
        Standing.of(ASKED, Optional.of(PROOF), Optional.empty(), outlook, NOW.minusSeconds(7200));
    Standing received =
        Standing.of(
                ASKED,
                Optional.of(PROOF),
                Optional.of(Duration.ofMillis(700)),
                outlook,
                NOW.minusSeconds(7200))
            .get(1);

    for (Standing standing : setBack.subList(0, 2)) {
      assertThat(standing.measured()).isEmpty();
      assertThat(standing.verdict().isProved()).isFalse();
      assertThat(standing.verdict().isRefuted()).isFalse();
    }
    assertThat(received.verdict()).isEqualTo(Verdict.proved());
  }

  @Test
  void whatIsReceivedCountsForTheRecoveryPointAndOtherwiseTheBackupDoes() {
    RecoveryOutlook outlook = outlook(new RecoveryForecast.Unknown("there are too few", 1));

    Standing received =
        Standing.of(ASKED, Optional.of(PROOF), Optional.of(Duration.ofMillis(700)), outlook, NOW)
            .get(1);
    Standing backedUp =
        Standing.of(ASKED, Optional.of(PROOF), Optional.empty(), outlook, NOW).get(1);

    assertThat(received.measured()).contains(Duration.ofMillis(700));
    assertThat(received.verdict()).isEqualTo(Verdict.proved());
    assertThat(backedUp.measured()).contains(Duration.ofMinutes(61));
    assertThat(backedUp.verdict().isRefuted()).isTrue();
  }
}
