package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.server.TemporaryCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StructureCheckIT {

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void findsNothingWrongWithAHealthyDatabaseHoweverOdd(int major) {
    try (TemporaryCluster cluster = OddSchema.cluster(major)) {
      OddSchema.create(cluster);
      LevelResult result =
          StructureCheck.check(cluster::session, CheckSettings.defaults(), Clock.system());
      assertThat(result.verdict())
          .as(String.join("\n", result.facts()))
          .isEqualTo(Verdict.proved());
    }
  }
}
