package dev.ballast.observe.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.Objectives;
import dev.ballast.targets.config.ServiceObjectives;
import dev.ballast.targets.config.ServiceObjectives.OfDatabase;
import dev.ballast.targets.config.StatementTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoalsTest {
  private static final Objectives DEFAULTS = Objectives.DEFAULTS;

  @Test
  void theObjectivesAreTheTerms() {
    assertThat(Goals.availability(DEFAULTS))
        .isEqualTo(new Goal(Indicator.AVAILABILITY, Labels.NONE, "99.99 %", 0.9999));
    assertThat(Goals.ofTime(DEFAULTS, Indicator.RECOVERY_POINT).terms())
        .isEqualTo("99 % within 1 min");
    Goal reads = Goals.ofStatements(DEFAULTS, "shop", false);
    assertThat(reads.terms()).isEqualTo("95 % within 100 ms");
    assertThat(reads.name()).isEqualTo("statement-time read shop");
    assertThat(reads.subject())
        .isEqualTo(
            Labels.of(
                new Label("objective", "statement-time"),
                new Label("database", "shop"),
                new Label("class", "read")));
  }

  /// A database's own terms come before the target's, those of a class before those of all.
  @Test
  void theNearestTermsCount() {
    ServiceObjectives service =
        new ServiceObjectives(
            0.999,
            0.99,
            Duration.ofSeconds(1),
            new StatementTimes(millis(40), millis(30), Optional.empty()),
            List.of(
                new OfDatabase(
                    "shop", new StatementTimes(millis(20), Optional.empty(), millis(10)))));
    assertThat(service.statementTime("shop", true)).isEqualTo(Duration.ofMillis(10));
    assertThat(service.statementTime("shop", false)).isEqualTo(Duration.ofMillis(20));
    assertThat(service.statementTime("other", false)).isEqualTo(Duration.ofMillis(30));
    assertThat(service.statementTime("other", true)).isEqualTo(Duration.ofMillis(40));
    assertThat(ServiceObjectives.DEFAULTS.statementTime("shop", true))
        .isEqualTo(Duration.ofMillis(100));
  }

  /// What was counted for other terms is not what is counted now.
  @Test
  void onlyCountsOfTheTermsInForceAreFound() {
    for (Goal goal :
        List.of(
            Goals.availability(DEFAULTS),
            Goals.ofTime(DEFAULTS, Indicator.PROOF_AGE),
            Goals.ofStatements(DEFAULTS, "shop", true))) {
      assertThat(Goals.stored(DEFAULTS, goal.series())).contains(goal);
    }
    Objectives longer =
        new Objectives(Duration.ofHours(25), DEFAULTS.recoveryPoint(), DEFAULTS.recoveryTime());
    assertThat(Goals.stored(longer, Goals.ofTime(DEFAULTS, Indicator.PROOF_AGE).series()))
        .isEmpty();
    assertThat(Goals.stored(longer, Goals.availability(DEFAULTS).series())).isPresent();
    assertThat(Goals.stored(DEFAULTS, Labels.of("objective", "speed"))).isEmpty();
  }

  private static Optional<Duration> millis(long count) {
    return Optional.of(Duration.ofMillis(count));
  }
}
