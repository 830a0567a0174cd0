package dev.ballast.protect.backup;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.Vault;
import java.util.List;
import java.util.Optional;

/// Takes a backup that may be believed. One with damaged pages is stored, for it may be all that is
/// left, but in quarantine, and the caller that requested a backup has none.
public final class SoundBackup {
  private static final int LISTED_PAGES = 20;

  private SoundBackup() {}

  /// A backup that was taken.
  ///
  /// @param unread `source-not-read`, with what kept the source's content from being read
  public record Taken(Backup backup, Optional<Fault> unread) {
    public Taken {
      requireNonNull(backup, "backup is null");
      requireNonNull(unread, "unread is null");
    }
  }

  /// Takes a backup as [BackupRun] does. Fault besides those: `source-pages-damaged`, which lists
  /// the pages.
  public static Taken take(
      Vault vault, ConnectionSettings source, BackupSettings how, Clock clock, Progress progress) {
    BackupRun run = new BackupRun(vault, source, how, clock, progress);
    Backup backup = run.run();
    if (backup.record().quarantine().isPresent()) {
      throw damaged(backup, DamagedPages.of(vault, backup));
    }
    return new Taken(backup, run.unread().map(cause -> unread(backup, cause)));
  }

  private static Fault unread(Backup backup, Fault cause) {
    return Fault.of(
            ProtectError.SOURCE_NOT_READ,
            "backup %s is stored, but the source's content was not read".formatted(backup.id()))
        .detail(
            "%s (%s)%s\nlevel L6 of a proof of it stays undecided"
                .formatted(
                    cause.getMessage(),
                    cause.code().id(),
                    cause.detail().map(d -> ": " + d).orElse("")))
        .hint(
            cause.hint().orElse("See what `ballast target check` finds, and take another backup."))
        .cause(cause);
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
