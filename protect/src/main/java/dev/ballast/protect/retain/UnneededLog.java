package dev.ballast.protect.retain;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.wal.LogRecord;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Log that no backup can be recovered along: all of it is from before the oldest one that stays.
final class UnneededLog {
  private UnneededLog() {}

  /// The deposits of log that go with these removals, with the reason. None where a backup stays
  /// that cannot be read, since nobody knows where its log begins; none of a cluster of which no
  /// backup stays, and no history of a timeline: a promotion must find it.
  static Map<DepositId, String> of(Vault vault, RetentionPlan plan) {
    Set<DepositId> going =
        plan.removals().stream().map(RetentionPlan.Removal::id).collect(Collectors.toSet());
    BackupListing listing = BackupListing.of(vault);
    if (listing.unreadable().stream().anyMatch(bad -> !going.contains(bad.id()))) {
      return Map.of();
    }
    Map<String, Lsn> oldest = new HashMap<>();
    for (Backup backup : listing.backups()) {
      if (!going.contains(backup.id())) {
        String system = Long.toUnsignedString(backup.record().source().systemIdentifier());
        Lsn start = backup.record().span().start();
        oldest.merge(system, start, (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    Map<DepositId, String> unneeded = new LinkedHashMap<>();
    for (DepositId id : vault.logDeposits()) {
      load(vault, id)
          .filter(log -> log.history().isEmpty())
          .filter(log -> isBefore(log, oldest))
          .ifPresent(log -> unneeded.put(id, reason(log, oldest)));
    }
    return unneeded;
  }

  private static boolean isBefore(LogRecord log, Map<String, Lsn> oldest) {
    Lsn start = oldest.get(log.system());
    return start != null && !start.isBefore(log.end());
  }

  private static String reason(LogRecord log, Map<String, Lsn> oldest) {
    return "log up to %s, and the oldest backup begins at %s"
        .formatted(log.end(), oldest.get(log.system()));
  }

  /// What is damaged stays: a check names it.
  private static Optional<LogRecord> load(Vault vault, DepositId id) {
    try {
      return Optional.of(LogRecord.load(vault, id));
    } catch (Fault fault) {
      if (fault.code().exit() != ExitCode.REFUTED) {
        throw fault;
      }
      return Optional.empty();
    }
  }
}
