package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.wal.LogRecord;
import dev.ballast.protect.wal.Stretch;
import dev.ballast.protect.wal.WalArchive;
import dev.ballast.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far a backup can be recovered along the log that a vault has, as far as that is known
/// without reading the log. At which moment exactly it ends, a restore finds out.
///
/// @param gap whether the vault has log behind that end which the backup cannot reach
public record StoredSpan(Backup backup, End end, boolean gap) {
  public StoredSpan {
    requireNonNull(backup, "backup is null");
    requireNonNull(end, "end is null");
  }

  /// Where the log ends.
  public sealed interface End {
    /// With the backup: nothing but its own state can be recovered.
    record OfBackup() implements End {}

    /// In a deposit.
    ///
    /// @param before the log in it was written before
    record Deposited(Instant before) implements End {
      public Deposited {
        requireNonNull(before, "before is null");
      }
    }

    /// In what a receiver writes, or wrote last.
    record Received() implements End {}
  }

  /// Of each backup, in their order. The log of a cluster is looked at once.
  public static List<StoredSpan> of(Vault vault, List<Backup> backups) {
    Map<SystemIdentifier, WalArchive> archives = new HashMap<>();
    List<StoredSpan> all = new ArrayList<>();
    for (Backup backup : backups) {
      SystemIdentifier system = new SystemIdentifier(backup.record().source().systemIdentifier());
      WalArchive archive = archives.computeIfAbsent(system, id -> WalArchive.of(vault, id));
      RestoreLog log = RestoreLog.of(vault, backup.record(), Optional.empty(), archive);
      all.add(
          new StoredSpan(
              backup,
              log.chain()
                  .last()
                  .map(Stretch::source)
                  .map(source -> end(vault, source))
                  .orElseGet(End.OfBackup::new),
              log.gap().isPresent()));
    }
    return all;
  }

  private static End end(Vault vault, Stretch.Source source) {
    return switch (source) {
      case Stretch.Source.Chunks _ -> new End.OfBackup();
      case Stretch.Source.Deposited deposited ->
          new End.Deposited(LogRecord.load(vault, deposited.id()).depositedAt());
      case Stretch.Source.Tail _ -> new End.Received();
    };
  }
}
