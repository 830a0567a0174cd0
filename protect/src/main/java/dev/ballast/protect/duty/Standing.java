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
  /// By so much the clocks of two machines may differ.
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

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
        since(Objective.PROOF_AGE, asked.proofAge(), last.map(LastProof::at), now),
        point.isPresent() && last.isPresent()
            ? of(Objective.RECOVERY_POINT, asked.recoveryPoint(), point)
            : since(
                Objective.RECOVERY_POINT,
                asked.recoveryPoint(),
                last.map(LastProof::backedUpAt),
                now),
        recoveryTime(asked.recoveryTime(), last.map(LastProof::recovery), expected));
  }

  /// How long ago something was; of what is dated after the present, nobody knows.
  private static Standing since(
      Objective objective, Duration asked, Optional<Instant> at, Instant now) {
    Optional<Instant> later = at.filter(then -> then.isAfter(now.plus(TOLERANCE)));
    return later.isPresent()
        ? new Standing(
            objective,
            asked,
            Optional.empty(),
            Optional.empty(),
            Verdict.undecided(
                "the last proof or its backup is dated %s, after the present: a clock was set"
                    .formatted(later.get())))
        : of(objective, asked, at.map(then -> positive(Duration.between(then, now))));
  }

  private static Duration positive(Duration measured) {
    return measured.isNegative() ? Duration.ZERO : measured;
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
