package dev.ballast.protect.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.prove.LogProof;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-6);

  @TempDir Path folder;

  @Test
  void aProofOfTheLogShowsTheRateOfReplayAndNotThatOfTheVerification() {
    try (Vault vault = TestVault.in(folder)) {
      vault.evidence().append(DrillBuilder.proof(1, 100, 20, 1));
      vault.evidence().append(ofLog("shop", DrillBuilder.proof(2, 100, 300, 1)));
      vault.evidence().append(ofLog("shop-2", DrillBuilder.proof(3, 100, 300, 9)));

      List<Drill> drills = Drill.of(vault, "shop", 10);

      assertThat(drills).hasSize(2);
      assertThat(drills.get(1).verification()).isEqualTo(Measure.NONE);
      RecoveryModel model = RecoveryModel.fit(drills);
      Workload today = new Workload(100 * DrillBuilder.MB, 300 * DrillBuilder.MB);
      // A second for the start and 50 MB of log a second, which the backup's 20 MB do not show.
      assertThat(model.seconds(Step.REPLAY, today)).isEqualTo(7.0, EXACT);
      assertThat(
              model.seconds(
                  Step.VERIFICATION, new Workload(100 * DrillBuilder.MB, 20 * DrillBuilder.MB)))
          .isEqualTo(1.2, EXACT);
      assertThat(RecoveryModel.fit(drills.subList(1, 2)).seconds(Step.VERIFICATION, today))
          .isZero();
    }
  }

  /// The same measurements in a proof of the log.
  private static Proof ofLog(String target, Proof proof) {
    return new Proof(
        proof.claim(),
        LogProof.subject(target, "20261101t000000z-00000001"),
        proof.startedAt(),
        proof.endedAt(),
        List.of(
            new LevelResult(
                Level.L5, Verdict.proved(), Duration.ofHours(1), "constraints", List.of())),
        proof.phases(),
        proof.recoveryTimeForecast(),
        proof.versions(),
        proof.isolation(),
        proof.rerun());
  }
}
