package dev.ballast.protect.prove;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.protect.backup.SoundBackup;
import dev.ballast.vault.Vault;
import java.util.Optional;
import java.util.function.Function;

/// Backs a source up and proves the backup, or proves one that is stored: the whole way from a
/// running server to a proof, for every front end.
public final class BackupProof {
  private BackupProof() {}

  /// Who is there while something is proved.
  ///
  /// @param progress is informed of each step
  public record Attendance(Clock clock, Progress progress) {
    public Attendance {
      requireNonNull(clock, "clock is null");
      requireNonNull(progress, "progress is null");
    }
  }

  /// What was proved, and what is to be known of where it lies.
  ///
  /// @param evidence the number of the entry that holds the proof; empty where the log could not
  ///     take it
  /// @param afterwards what failed once the proof was finished
  public record Result(
      Backup backup, Optional<Long> evidence, Proof proof, Optional<Fault> afterwards) {
    public Result {
      requireNonNull(backup, "backup is null");
      requireNonNull(evidence, "evidence is null");
      requireNonNull(proof, "proof is null");
      requireNonNull(afterwards, "afterwards is null");
    }
  }

  /// Takes or finds the backup and proves it. Damaged pages of the source end it
  /// before anything is proved: see [SoundBackup].
  ///
  /// @param how how the backup that was taken or found is proved
  public static Result run(
      Vault vault,
      ProofSubject subject,
      Function<Backup, ProvingSettings> how,
      Clock clock,
      Progress progress) {
    Backup backup =
        switch (subject) {
          case ProofSubject.Fresh fresh ->
              fresh(
                  SoundBackup.take(vault, fresh.source(), fresh.how(), clock, progress), progress);
          case ProofSubject.Stored stored -> stored(vault, stored, progress);
        };
    Proving.Outcome outcome = new Proving(vault, backup, how.apply(backup), clock, progress).run();
    return new Result(backup, outcome.evidence(), outcome.proof(), outcome.afterwards());
  }

  /// What was not read leaves L6 undecided; the other levels can be proved.
  private static Backup fresh(SoundBackup.Taken taken, Progress progress) {
    taken
        .unread()
        .ifPresent(
            fault ->
                progress.note(
                    fault.getMessage()
                        + fault.detail().map(d -> ": " + d.replace("\n", "; ")).orElse("")));
    return taken.backup();
  }

  private static Backup stored(Vault vault, ProofSubject.Stored subject, Progress progress) {
    ChosenBackup chosen = ChosenBackup.find(vault, subject.name(), subject.target());
    chosen.notes().forEach(progress::note);
    return chosen.backup();
  }
}
