package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.vault.Tails;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Log that was received or pushed and that nobody puts into a deposit any more: its cluster was
/// replaced, or archives nothing now.
public final class LeftLog {
  private LeftLog() {}

  /// Puts all tails of a vault into deposits, as far as they can be read and the vault knows whose
  /// they are: a tail does not name its target.
  ///
  /// Throws `vault-busy` where log of one of the clusters is being received.
  ///
  /// @return what is damaged of them, and stays
  public static List<Fault> deposit(Vault vault, Clock clock) {
    List<Fault> damage = new ArrayList<>();
    for (long stream : vault.tails().streams()) {
      SystemIdentifier system = new SystemIdentifier(stream);
      Optional<LogShape> shape = shape(vault, system);
      try (Tails.Stream tails = vault.tails().write(stream, Duration.ZERO)) {
        if (shape.isPresent()) {
          LogStore.Reports reports = new LogStore.Reports(clock, damage::add, damage::add);
          new LogDeposits(vault, tails, shape.get(), reports).put(vault.tails().of(stream));
        }
      }
    }
    return damage;
  }

  /// What the newest deposit of the cluster's log says of it, or else the newest backup.
  private static Optional<LogShape> shape(Vault vault, SystemIdentifier system) {
    for (DepositedLog log : LogCatalogue.of(vault).deposits().reversed()) {
      if (log.system().equals(system)) {
        int major = LogRecord.load(vault, log.id()).major();
        return Optional.of(new LogShape(log.target(), system, major, log.segmentSize()));
      }
    }
    return BackupListing.of(vault).backups().reversed().stream()
        .map(Backup::record)
        .filter(record -> record.source().systemIdentifier() == system.value())
        .findFirst()
        .map(record -> shape(record, system));
  }

  private static LogShape shape(BackupRecord record, SystemIdentifier system) {
    return new LogShape(
        record.target(), system, record.version().major(), record.source().walSegmentSize());
  }
}
