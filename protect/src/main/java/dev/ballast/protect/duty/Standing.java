package dev.ballast.protect.duty;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Verdict;
import dev.ballast.protect.duty.ProofDuty.LastProof;
import dev.ballast.protect.forecast.RecoveryOutlook;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How one objective of a target stands.
///
/// @param asked at most this long
/// @param measured empty where nothing was measured yet
/// @param forecast what is expected at present; empty where nothing is forecast
public record Standing(
    Objective objective,
    Duration asked,
    Optional<Duration> measured,
    Optional<Duration> forecast,
    Verdict verdict) {
  public Standing {
    requireNonNull(objective, "objective is null");
    requireNonNull(asked, "asked is null");
    requireNonNull(measured, "measured is null");
    requireNonNull(forecast, "forecast is null");
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

  /// All objectives of a target, from its newest sound proof.
  ///
  /// @param point what would be lost, where log is received; otherwise all that was written since
  ///     the backup
  /// @param recovery what a recovery is expected to take; where it is undecided, what the newest
  ///     proof measured is compared with the objective
  public static List<Standing> of(
      Objectives asked,
      Optional<LastProof> last,
      Optional<Duration> point,
      RecoveryOutlook recovery,
      Instant now) {
    Optional<Duration> expected = recovery.forecast().expectation();
    return List.of(
        of(
            Objective.PROOF_AGE,
            asked.proofAge(),
            last.map(proof -> Duration.between(proof.at(), now))),
        of(
            Objective.RECOVERY_POINT,
            asked.recoveryPoint(),
            last.map(proof -> point.orElse(Duration.between(proof.backedUpAt(), now)))),
        recoveryTime(asked.recoveryTime(), last.map(LastProof::recovery), expected));
  }

  private static Standing of(Objective objective, Duration asked, Optional<Duration> measured) {
    return new Standing(objective, asked, measured, Optional.empty(), within(asked, measured));
  }

  private static Standing recoveryTime(
      Duration asked, Optional<Duration> measured, Optional<Duration> expected) {
    return new Standing(
        Objective.RECOVERY_TIME,
        asked,
        measured,
        expected,
        within(asked, expected.or(() -> measured)));
  }

  private static Verdict within(Duration asked, Optional<Duration> took) {
    return took.map(
            known ->
                known.compareTo(asked) <= 0
                    ? Verdict.proved()
                    : Verdict.refuted("over the objective"))
        .orElseGet(() -> Verdict.undecided("no backup of the target was proved yet"));
  }
}
