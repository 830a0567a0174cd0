package dev.ballast.protect.moment;

import dev.ballast.postgres.Lsn;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Of the backups of a cluster, the newest from which a recovery target can be reached: the latest
/// one may be consistent only after it.
public final class ReachingBackup {
  private static final Comparator<Backup> NEWEST =
      Comparator.comparingInt((Backup b) -> b.record().span().timeline().value())
          .thenComparing(b -> b.record().span().consistentAt());

  private ReachingBackup() {}

  /// The latest backup, or an older one with a note that says why. Where none reaches the target
  /// it is the latest: the restore then refuses the target with the range.
  public static ChosenBackup find(Vault vault, ChosenBackup latest, LogTarget target) {
    if (reaches(latest.backup(), target)) {
      return latest;
    }
    BackupRecord record = latest.backup().record();
    BackupListing listing = BackupListing.of(vault).ofTarget(record.target());
    Optional<Backup> older =
        listing.backups().stream()
            .filter(b -> !listing.incomplete().contains(b.id()))
            .filter(b -> b.record().quarantine().isEmpty())
            .filter(
                b -> b.record().source().systemIdentifier() == record.source().systemIdentifier())
            .filter(b -> reaches(b, target))
            .max(NEWEST);
    return older.map(found -> noted(found, latest, target)).orElse(latest);
  }

  private static ChosenBackup noted(Backup found, ChosenBackup latest, LogTarget target) {
    List<String> notes = new ArrayList<>(latest.notes());
    notes.add(
        "backup %s is used: the latest one, %s, is consistent only after %s"
            .formatted(found.id(), latest.backup().id(), target.text()));
    return new ChosenBackup(found, notes);
  }

  /// The time of a backup is by Ballast's clock, that of a target by the source's: what is left
  /// undecided by their difference, the search in the log decides.
  private static boolean reaches(Backup backup, LogTarget target) {
    BackupRecord record = backup.record();
    return switch (target) {
      case LogTarget.Time(Instant at, _) -> !record.origin().endedAt().isAfter(at);
      case LogTarget.Position(Lsn lsn, _) -> !lsn.isBefore(record.span().consistentAt());
      case LogTarget.Latest(),
          LogTarget.Immediate(),
          LogTarget.Name(_),
          LogTarget.Transaction(_, _) ->
          true;
    };
  }
}
