package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.targets.config.Invariant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConstraintCheckIT {
  private static LevelResult check(TemporaryCluster cluster, Invariant... invariants) {
    return ConstraintCheck.check(
        List.of(invariants), cluster::session, CheckSettings.defaults(), Clock.system());
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void findsNothingWrongWithAHealthyDatabaseHoweverOdd(int major) {
    try (TemporaryCluster cluster = OddSchema.cluster(major)) {
      OddSchema.create(cluster);
      LevelResult result =
          check(
              cluster,
              new Invariant(
                  "no lonely notes",
                  OddSchema.DATABASE,
                  "SELECT id FROM event_notes WHERE note = 'lonely'; "));
      assertThat(result.verdict())
          .as(String.join("\n", result.facts()))
          .isEqualTo(Verdict.proved());
    }
  }
}
