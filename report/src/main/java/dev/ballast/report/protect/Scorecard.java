package dev.ballast.report.protect;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Durations;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.report.change.ChangeDrill;
import dev.ballast.report.secure.IsolationDrill;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a lead asks, with the measurement that answers it.
///
/// @param evidence the entry of the evidence log that holds the proof; empty where it could not be
///     written
/// @param objectives each objective of the policy beside what was measured
/// @param loss the loss of the primary that was rehearsed, where it was
/// @param change a dangerous change and its replacement that were rehearsed, where they were
/// @param isolation a policy that leaks, attacked with its fix and without, where it was
public record Scorecard(
    Optional<Long> evidence,
    Proof proof,
    List<Answer> objectives,
    Workload workload,
    Optional<LossDrill> loss,
    Optional<ChangeDrill> change,
    Optional<IsolationDrill> isolation) {
  public Scorecard {
    requireNonNull(evidence, "evidence is null");
    requireNonNull(proof, "proof is null");
    objectives = List.copyOf(objectives);
    requireNonNull(workload, "workload is null");
    requireNonNull(loss, "loss is null");
    requireNonNull(change, "change is null");
    requireNonNull(isolation, "isolation is null");
  }

  /// One objective beside its measurement.
  ///
  /// @param objective what the policy asks
  /// @param asked its threshold
  /// @param measured what this run measured
  public record Answer(String objective, String asked, String measured, Verdict verdict) {}

  /// What happened at the source meanwhile.
  ///
  /// @param failed operations that did not succeed
  public record Workload(
      long operations, long failed, double perSecond, Duration p95, Duration slowest) {}

  /// Compares a run's proof with the objectives.
  public static Scorecard of(
      Optional<Long> evidence,
      Proof proof,
      BackupRecord backup,
      Workload workload,
      Optional<LossDrill> loss,
      Objectives objectives,
      Instant now) {
    Duration proofAge = Duration.between(proof.endedAt(), now);
    // Where no log is received, all that was written after the backup's last record is at stake.
    Duration atStake = Duration.between(backup.origin().endedAt(), now);
    return new Scorecard(
        evidence,
        proof,
        List.of(
            new Answer(
                "a backup was proven restorable within",
                text(objectives.proofAge()),
                text(proofAge) + " ago, level by level",
                proof.verdict().and(within(proofAge, objectives.proofAge()))),
            new Answer(
                "a recovery takes at most",
                text(objectives.recoveryTime()),
                text(proof.recoveryTimeForecast()) + " from vault to writable server",
                within(proof.recoveryTimeForecast(), objectives.recoveryTime())),
            new Answer(
                "data that may be lost",
                text(objectives.recoveryPoint()),
                loss.map(LossDrill::measured)
                    .orElse("what was written in the " + text(atStake) + " since the backup"),
                loss.map(LossDrill::verdict)
                    .orElseGet(() -> within(atStake, objectives.recoveryPoint())))),
        workload,
        loss,
        Optional.empty(),
        Optional.empty());
  }

  /// With a change that was rehearsed.
  public Scorecard with(ChangeDrill drill) {
    return new Scorecard(
        evidence, proof, objectives, workload, loss, Optional.of(drill), isolation);
  }

  /// With an attack of one tenant on another.
  public Scorecard with(IsolationDrill drill) {
    return new Scorecard(evidence, proof, objectives, workload, loss, change, Optional.of(drill));
  }

  private static Verdict within(Duration measured, Duration limit) {
    return measured.compareTo(limit) <= 0
        ? Verdict.proved()
        : Verdict.refuted(text(measured) + " is over " + text(limit));
  }

  private static String text(Duration duration) {
    return Durations.text(duration);
  }

  /// The rate of a phase, 0 where it was not run.
  double bytesPerSecond(String phase) {
    return proof.phases().stream()
        .filter(p -> p.name().equals(phase))
        .mapToDouble(Phase::bytesPerSecond)
        .findFirst()
        .orElse(0);
  }
}
