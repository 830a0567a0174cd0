package dev.ballast.protect.forecast;

import static dev.ballast.protect.forecast.DrillBuilder.MB;
import static dev.ballast.protect.forecast.DrillBuilder.drill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.protect.forecast.RecoveryForecast.Known;
import dev.ballast.protect.forecast.RecoveryForecast.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryForecastTest {
  private static List<Drill> drills(int number) {
    List<Drill> drills = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      drills.add(drill(i, 1000 + 200 * i, 20 + 10 * i, 1));
    }
    return drills;
  }

  private static Known known(List<Drill> drills, Workload workload) {
    return (Known) RecoveryForecast.of(drills, workload);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  @Test
  void appliesTheMeasuredRatesToTodaysSize() {
    Known known = known(drills(5), new Workload(4000 * MB, 200 * MB));

    // 4200/200 + 200/400 + (1 + 200/50) + 0.5
    assertThat(seconds(known.expected())).isCloseTo(27, within(1e-6));
    assertThat(known.steps())
        .extracting(step -> seconds(step.expected()))
        .usingComparatorForType(
            (a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b), Double.class)
        .containsExactly(21.0, 0.5, 5.0, 0.5, 42.0);
    assertThat(known.backTest().worstError()).isCloseTo(0, within(1e-6));
  }

  @Test
  void isUndecidedWithFewDrills() {
    assertThat(RecoveryForecast.of(drills(4), new Workload(MB, MB)))
        .isEqualTo(
            new Unknown("4 proofs of the target recovered a copy, and at least 5 are needed", 4));
  }

  @Test
  void doesNotGuessARateThatNoDrillShows() {
    List<Drill> drills = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      drills.add(drill(i, 1000, 1, 1));
    }

    RecoveryForecast twice = RecoveryForecast.of(drills, new Workload(1900 * MB, MB));
    RecoveryForecast thrice = RecoveryForecast.of(drills, new Workload(3000 * MB, MB));
    RecoveryForecast log = RecoveryForecast.of(drills, new Workload(1000 * MB, 10 * MB));

    assertThat(twice).isInstanceOf(Known.class);
    assertThat(((Unknown) thrice).reason()).startsWith("restore of 2.9 GB cannot be forecast");
    assertThat(((Unknown) log).reason()).startsWith("WAL check of 10 MB cannot be forecast");
  }

  @Test
  void knowsTheRateOfReplayFromDrillsOfOneSize() {
    List<Drill> drills = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      drills.add(drill(i, 1000, 100, 1));
    }

    Known known = known(drills, new Workload(1000 * MB, 190 * MB));

    // the start is known to be 1 s, and 190 MB are replayed at 50 MB/s
    assertThat(seconds(known.steps().get(2).expected())).isCloseTo(4.8, within(1e-6));
  }

  @Test
  void publishesTheErrorsOfHeldBackDrills() {
    List<Drill> drills = new ArrayList<>(drills(8));
    drills.add(drill(8, 2000, 60, 1.5));
    drills.add(drill(9, 2200, 70, 0.8));

    Known known = known(drills, new Workload(2000 * MB, 60 * MB));

    // 2060/200 + 60/400 + (1 + 60/50) + 0.5, which two odd ones of ten do not move
    assertThat(seconds(known.expected())).isCloseTo(13.15, within(0.3));
    assertThat(known.backTest().heldBack()).hasSize(10);
    assertThat(known.backTest().medianError()).isLessThan(0.03);
    assertThat(known.backTest().worstError()).isCloseTo(0.5, within(0.03));
    // of ten drills the slowest and the fastest are the ends, and 9 of 11 gaps are between them
    assertThat(known.interval().coverage()).isCloseTo(9 / 11.0, within(1e-9));
    assertThat(seconds(known.interval().from())).isCloseTo(0.8 * 13.15, within(0.4));
    assertThat(seconds(known.interval().to())).isCloseTo(1.5 * 13.15, within(0.4));
  }

  @Test
  void narrowsTheIntervalToTheEightInTenOfManyDrills() {
    List<Drill> drills = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      drills.add(drill(i, 1000 + 100 * i, 20 + 10 * i, i == 7 ? 3 : 1));
    }

    Interval interval = known(drills, new Workload(1500 * MB, 80 * MB)).interval();

    // the two extreme ones of 19 on each side are left out
    assertThat(interval.coverage()).isCloseTo(0.8, within(1e-9));
    assertThat(seconds(interval.to())).isLessThan(1.1 * seconds(interval.from()));
  }

  @Test
  void saysHowFarItIsFromWhatWasMeasured() {
    assertThat(known(drills(5), new Workload(1000 * MB, 1200 * MB)).notes())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("start and replay of 1.2 GB is 20 times what any drill measured (60 MB)");
  }

  @Test
  void readsEvidenceOfBeforeStartAndReplayWereMeasuredSeparately() {
    Proof proof = DrillBuilder.proof(1, 1000, 100, 1);
    List<Phase> phases =
        proof.phases().stream()
            .filter(phase -> !phase.name().equals(Phase.START))
            .map(
                p -> p.name().equals(Phase.REPLAY) ? new Phase("recovery", p.took(), p.bytes()) : p)
            .toList();
    Proof older =
        new Proof(
            proof.claim(),
            proof.subject(),
            proof.startedAt(),
            proof.endedAt(),
            proof.levels(),
            phases,
            proof.recoveryTimeForecast(),
            proof.versions(),
            proof.isolation(),
            proof.rerun());

    Drill drill = Drill.of(older).orElseThrow();

    assertThat(drill.admitted()).isEmpty();
    assertThat(drill.replay()).isEqualTo(new Measure(100 * MB, Duration.ofSeconds(2)));
  }
}
