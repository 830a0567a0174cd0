package dev.ballast.protect.backup;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.Vault;
import java.util.List;

/// Takes a backup that may be believed. One with damaged pages is stored, for it may be all that is
/// left, but in quarantine, and the caller that requested a backup has none.
public final class SoundBackup {
  private static final int LISTED_PAGES = 20;

  private SoundBackup() {}

  /// Takes a backup as [BackupRun] does. Fault besides those: `source-pages-damaged`, which lists
  /// the pages.
  public static Backup take(
      Vault vault, ConnectionSettings source, BackupSettings how, Clock clock, Progress progress) {
    Backup backup = new BackupRun(vault, source, how, clock, progress).run();
    if (backup.record().quarantine().isPresent()) {
      throw damaged(backup, DamagedPages.of(vault, backup));
    }
    return backup;
  }

  private static Fault damaged(Backup backup, List<DamagedPages.Page> pages) {
    String listed =
        String.join(
            "\n", pages.stream().limit(LISTED_PAGES).map(DamagedPages.Page::toString).toList());
    String more =
        pages.size() > LISTED_PAGES ? "\nand " + (pages.size() - LISTED_PAGES) + " more" : "";
    return Fault.of(
            ProtectError.SOURCE_PAGES_DAMAGED,
            pages.size() + " pages of the source fail their checksum; the backup is in quarantine")
        .detail("backup " + backup.id() + ":\n" + listed + more)
        .hint(
            "Keep the last good backup. Find the owner of a file with pg_filenode_relation(), and"
                + " restore that relation from the good one.");
  }
}
