package dev.ballast.report.protect;

import dev.ballast.evidence.ByteSize;
import dev.ballast.protect.backup.Backup;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;

/// The backups in a vault, oldest first.
public record BackupListReport(List<BackupReport> backups) implements Report {
  public static BackupListReport of(List<Backup> backups) {
    return new BackupListReport(backups.stream().map(BackupReport::of).toList());
  }

  @Override
  public String schema() {
    return "backup-list/1";
  }

  @Override
  public void print(Page page) {
    if (backups.isEmpty()) {
      page.line("no backups");
      return;
    }
    page.table(
        List.of("ID", "TARGET", "SERVER", "TAKEN", "SIZE", "STORED", "STATE"),
        backups.stream().map(b -> row(page, b)).toList());
  }

  private static List<String> row(Page page, BackupReport backup) {
    return List.of(
        backup.id(),
        backup.target(),
        backup.server(),
        backup.startedAt().toString(),
        new ByteSize(backup.totals().bytes()).toString(),
        new ByteSize(backup.totals().storedBytes()).toString(),
        backup.quarantine().isPresent() ? page.style().red("quarantined") : "good");
  }
}
