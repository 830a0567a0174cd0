package dev.ballast.protect.duty;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.backup.BackupMode;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.protect.prove.BackupProof;
import dev.ballast.protect.prove.LogProof;
import dev.ballast.protect.prove.LogTerms;
import dev.ballast.protect.prove.ProofSubject;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.targets.config.DailyWindow;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import dev.ballast.vault.log.EvidenceEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/// Keeps the newest proof of a target younger than its objective: takes a backup and proves it when
/// the last proof has used up a good part of its time, as [DutyTiming] says.
public final class ProofDuty {
  private final Target target;
  private final Clock clock;

  public ProofDuty(Target target, Clock clock) {
    this.target = requireNonNull(target, "target is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /// The newest proof of one of the target's backups that the target's terms accept as proved.
  ///
  /// @param at when it ended
  /// @param recovery how long a recovery takes by its measured phases
  public record LastProof(Instant at, Duration recovery, Instant backedUpAt) {}

  /// The newest sound proof of the target in this vault, by the order of the evidence log and not
  /// by a clock; empty where it was never proved.
  public Optional<LastProof> last(Vault vault) {
    return last(ProofBook.of(vault));
  }

  /// The same by what was read of a vault for several targets.
  public Optional<LastProof> last(ProofBook book) {
    var backups =
        book.backups().ofTarget(target.name()).backups().stream()
            .collect(Collectors.toMap(Backup::subject, backup -> backup, (one, same) -> one));
    return book.proofs().stream()
        .filter(proof -> backups.containsKey(proof.subject()))
        .filter(this::isAccepted)
        .reduce((earlier, later) -> later)
        .map(
            proof ->
                new LastProof(
                    proof.endedAt(),
                    proof.recoveryTimeForecast(),
                    requireNonNull(backups.get(proof.subject())).record().origin().endedAt()));
  }

  /// Whether a new proof is due.
  ///
  /// @param window outside of which none begins
  public Optional<DutyTiming.Due> due(Vault vault, Optional<DailyWindow> window) {
    return new DutyTiming(target.name(), target.objectives().proofAge(), window)
        .due(last(vault).map(LastProof::at), clock.now());
  }

  /// When the log behind a backup of the target was last proved; empty where it never was.
  public Optional<Instant> lastOfLog(Vault vault) {
    return vault.evidence().authentic().stream()
        .filter(EvidenceEntry::isProof)
        .map(entry -> entry.as(Proof.class))
        .filter(proof -> LogProof.isOf(proof.subject(), target.name()))
        .filter(proof -> !proof.verdict().isRefuted())
        .map(Proof::endedAt)
        .reduce((earlier, later) -> later);
  }

  /// Whether a new proof of the log is due: as often as one of a backup, and not at the same time.
  ///
  /// @param window outside of which none begins
  public Optional<DutyTiming.Due> dueOfLog(Vault vault, Optional<DailyWindow> window) {
    boolean stored = !BackupListing.of(vault).ofTarget(target.name()).backups().isEmpty();
    return target.proof().logLimit() == 0 || !stored
        ? Optional.empty()
        : new DutyTiming("log of " + target.name(), target.objectives().proofAge(), window)
            .due(lastOfLog(vault), clock.now());
  }

  /// Proves the log behind the latest backup.
  public BackupProof.Result performOfLog(Vault vault, Progress progress) {
    return LogProof.run(
        vault,
        new ProofSubject.Stored(ChosenBackup.LATEST, Optional.of(target.name())),
        LogTerms.of(target),
        backup ->
            ProvingSettings.of(
                    "ballast prove --target %s --backup %s --log"
                        .formatted(target.name(), backup.id().text()))
                .asking(target::connection),
        new BackupProof.Attendance(clock, progress));
  }

  /// Whether the target's terms accept the proof.
  public boolean isAccepted(Proof proof) {
    return switch (proof.verdict()) {
      case Verdict.Proved ignored -> true;
      case Verdict.Refuted ignored -> false;
      case Verdict.Undecided ignored -> {
        long undecided =
            proof.levels().stream()
                .filter(level -> level.verdict() instanceof Verdict.Undecided)
                .count();
        yield target.proof().accepted().accepted(proof).size() == undecided;
      }
    };
  }

  /// Takes a backup and proves it.
  ///
  /// @param kilobytes what the backup reads per second at most
  /// @param mode how much of the source the backup reads and stores
  public BackupProof.Result perform(
      Vault vault, Optional<Integer> kilobytes, BackupMode mode, Progress progress) {
    BackupSettings usual = BackupSettings.of(target.name(), clock.now().getEpochSecond());
    BackupSettings settings =
        new BackupSettings(
            usual.target(),
            usual.threads(),
            usual.zstdLevel(),
            usual.fastCheckpoint(),
            kilobytes,
            usual.digest(),
            mode,
            target.backup().fullAge());
    return BackupProof.run(
        vault,
        new ProofSubject.Fresh(target.connection(), settings),
        backup ->
            ProvingSettings.of(
                    "ballast prove --target " + target.name() + " --backup " + backup.id().text())
                .asking(target::connection),
        clock,
        progress);
  }
}
