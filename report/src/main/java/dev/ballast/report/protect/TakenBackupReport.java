package dev.ballast.report.protect;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.backup.SoundBackup;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.Optional;

/// A backup that was just taken.
///
/// @param afterwards what kept the source's content from being read
public record TakenBackupReport(@JsonUnwrapped BackupReport backup, Optional<Fault> afterwards)
    implements Report {
  public TakenBackupReport {
    requireNonNull(backup, "backup is null");
    requireNonNull(afterwards, "afterwards is null");
  }

  public static TakenBackupReport of(SoundBackup.Taken taken) {
    return new TakenBackupReport(BackupReport.of(taken.backup()), taken.unread());
  }

  @Override
  public String schema() {
    return backup.schema();
  }

  @Override
  public void print(Page page) {
    backup.print(page);
  }
}
