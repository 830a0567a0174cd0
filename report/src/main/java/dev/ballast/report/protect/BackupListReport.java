package dev.ballast.report.protect;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;

/// The backups in a vault, in the order in which they were committed.
///
/// @param unreadable those that are lost or damaged, or do not count
/// @param incomplete ids of those in `backups` whose index or one of whose packs is gone or damaged
public record BackupListReport(
    List<BackupReport> backups, List<Unreadable> unreadable, List<String> incomplete)
    implements Report {

  /// A backup that cannot be listed as sound.
  public record Unreadable(String id, String state, String why) {}

  public static BackupListReport of(BackupListing listing) {
    return new BackupListReport(
        listing.backups().stream().map(BackupReport::of).toList(),
        listing.unreadable().stream()
            .map(bad -> new Unreadable(bad.id().text(), word(bad.state()), bad.why()))
            .toList(),
        listing.backups().stream()
            .filter(backup -> listing.incomplete().contains(backup.id()))
            .map(backup -> backup.id().text())
            .toList());
  }

  private static String word(BackupListing.State state) {
    return switch (state) {
      case LOST -> "lost";
      case DAMAGED -> "damaged";
      case OF_ANOTHER_VERSION -> "of another version";
      case REMOVED -> "removed";
    };
  }

  @Override
  public String schema() {
    return "backup-list/1";
  }

  @Override
  public ExitCode exit() {
    return unreadable.isEmpty() && incomplete.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    if (backups.isEmpty()) {
      page.line(unreadable.isEmpty() ? "no backups" : "no sound backups");
    } else {
      page.table(
          List.of("ID", "TARGET", "SERVER", "TAKEN", "SIZE", "STORED", "STATE"),
          backups.stream().map(backup -> row(page, backup)).toList());
    }
    if (!unreadable.isEmpty()) {
      page.blank();
      page.line("backups that cannot be restored:");
      page.table(
          List.of("ID", "STATE", "WHY"),
          unreadable.stream()
              .map(bad -> List.of(bad.id(), page.style().red(bad.state()), bad.why()))
              .toList());
    }
  }

  private List<String> row(Page page, BackupReport backup) {
    return List.of(
        backup.id(),
        backup.target(),
        backup.server(),
        backup.startedAt().toString(),
        new ByteSize(backup.totals().bytes()).toString(),
        new ByteSize(backup.totals().storedBytes()).toString(),
        state(page, backup));
  }

  private String state(Page page, BackupReport backup) {
    if (incomplete.contains(backup.id())) {
      return page.style().red("incomplete");
    }
    return backup.quarantine().isPresent() ? page.style().red("quarantined") : "good";
  }
}
