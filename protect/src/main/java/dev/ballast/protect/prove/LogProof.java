package dev.ballast.protect.prove;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.vault.Vault;
import java.util.function.Function;

/// Proves the log behind a backup: restores the backup, replays all that the vault has after it,
/// and runs levels L0 to L5 over the copy. Nobody digested the source there, so that L6 is not
/// claimed. The verdict is the log's, never the backup's.
public final class LogProof {
  /// A subject of a proof of a backup begins with its target and then its id.
  private static final String OF = "log of ";

  private LogProof() {}

  /// What a proof of a target's log is named.
  public static String subject(String target, String backup) {
    return prefix(target) + backup;
  }

  /// Whether a proof is one of a target's log.
  public static boolean isOf(String subject, String target) {
    return subject.startsWith(prefix(target));
  }

  /// Whether a proof is one of the log of any target, and not one of a backup.
  public static boolean isOfLog(String subject) {
    return subject.startsWith(OF);
  }

  private static String prefix(String target) {
    return OF + target + " after ";
  }

  /// Reads the log, then recovers along it where it is whole.
  ///
  /// @param how how the backup that was found is proved; the source that it names is asked how far
  ///     it has written
  public static BackupProof.Result run(
      Vault vault,
      ProofSubject.Stored subject,
      LogTerms terms,
      Function<Backup, ProvingSettings> how,
      BackupProof.Attendance attendance) {
    ChosenBackup chosen = ChosenBackup.find(vault, subject.name(), subject.target());
    Clock clock = attendance.clock();
    Progress progress = attendance.progress();
    chosen.notes().forEach(progress::note);
    Backup backup = chosen.backup();
    ProvingSettings settings = how.apply(backup);
    LogReading reading = new LogReading(vault, backup, terms, clock);
    progress.begin("asking the source how far it has written", 0);
    SourceLead lead =
        settings
            .source()
            .map(source -> SourceLead.measure(source, reading::end, terms.recoveryPoint(), clock))
            .orElseGet(() -> SourceLead.notAsked("its server was not asked"));
    progress.begin("reading the log", 0);
    LogCourse course = reading.read(lead);
    Proving.Outcome outcome =
        new Proving(vault, backup, settings, clock, progress).along(course).run();
    return new BackupProof.Result(
        backup, outcome.evidence(), outcome.proof(), outcome.afterwards());
  }
}
