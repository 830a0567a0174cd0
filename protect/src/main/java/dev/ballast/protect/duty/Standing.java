package dev.ballast.protect.duty;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Verdict;
import dev.ballast.protect.duty.ProofDuty.LastProof;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How one objective of a target stands.
///
/// @param asked at most this long
/// @param measured empty where nothing was measured yet
public record Standing(
    Objective objective, Duration asked, Optional<Duration> measured, Verdict verdict) {
  public Standing {
    requireNonNull(objective, "objective is null");
    requireNonNull(asked, "asked is null");
    requireNonNull(measured, "measured is null");
    requireNonNull(verdict, "verdict is null");
  }

  /// What a target must meet, by the names of the configuration.
  public enum Objective {
    PROOF_AGE("proof-age"),
    RECOVERY_POINT("recovery-point"),
    RECOVERY_TIME("recovery-time");

    private final String key;

    Objective(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /// All objectives of a target, from its newest sound proof. Without continuous archiving, all
  /// that was written since the backup is at stake.
  public static List<Standing> of(Objectives asked, Optional<LastProof> last, Instant now) {
    return List.of(
        of(
            Objective.PROOF_AGE,
            asked.proofAge(),
            last.map(proof -> Duration.between(proof.at(), now))),
        of(
            Objective.RECOVERY_POINT,
            asked.recoveryPoint(),
            last.map(proof -> Duration.between(proof.backedUpAt(), now))),
        of(Objective.RECOVERY_TIME, asked.recoveryTime(), last.map(LastProof::recovery)));
  }

  private static Standing of(Objective objective, Duration asked, Optional<Duration> measured) {
    Verdict verdict =
        measured
            .map(
                took ->
                    took.compareTo(asked) <= 0
                        ? Verdict.proved()
                        : Verdict.refuted("over the objective"))
            .orElseGet(() -> Verdict.undecided("no backup of the target was proved yet"));
    return new Standing(objective, asked, measured, verdict);
  }
}
