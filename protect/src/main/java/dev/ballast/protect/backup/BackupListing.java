package dev.ballast.protect.backup;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.log.DepositLedger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The backups that a vault holds or should hold. One that cannot be read never hides another.
///
/// @param backups those whose record is sound, in the order in which the evidence log committed
///     them, which no clock changes
/// @param unreadable the others: stored and damaged, or known to the log and lost
/// @param incomplete those of `backups` whose index cannot be read, or of whose packs one is gone
/// or
///     lost its end; no pack is read for it
public record BackupListing(
    List<Backup> backups, List<Unreadable> unreadable, Set<DepositId> incomplete) {
  public BackupListing {
    backups = List.copyOf(backups);
    unreadable = List.copyOf(unreadable);
    incomplete = Set.copyOf(incomplete);
  }

  /// What keeps a backup from being listed as sound.
  public enum State {
    /// Its record is gone, and the log says that it was committed.
    LOST,
    /// Its record is not as it was written.
    DAMAGED,
    /// Its record was written by another version of Ballast.
    OF_ANOTHER_VERSION,
    /// The log says that it was removed, and its record is there.
    REMOVED
  }

  /// A backup whose record cannot be read or does not count.
  public record Unreadable(DepositId id, State state, String why) {}

  /// Reads every record. What stops the whole listing is not damage: no permission, an interrupt.
  public static BackupListing of(Vault vault) {
    DepositLedger ledger = vault.evidence().ledger();
    Set<DepositId> all = new HashSet<>(vault.deposits());
    Set<DepositId> stored = Set.copyOf(all);
    ledger.lines().stream()
        .map(DepositLedger.Line::deposit)
        .filter(id -> !id.holdsLog())
        .forEach(all::add);
    List<Backup> backups = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    List<DepositId> inOrder =
        all.stream()
            .sorted(
                Comparator.comparingLong((DepositId id) -> entry(ledger, id))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    for (DepositId id : inOrder) {
      Optional<Long> removal = ledger.removal(id);
      if (!stored.contains(id)) {
        String why = "entry " + entry(ledger, id) + " committed it, and its record is gone";
        unreadable.add(new Unreadable(id, State.LOST, why));
      } else if (removal.isPresent() && ledger.find(id).isEmpty()) {
        String why = "entry " + removal.get() + " removed it, and its record is there";
        unreadable.add(new Unreadable(id, State.REMOVED, why));
      } else {
        read(vault, id, backups, unreadable);
      }
    }
    Set<DepositId> incomplete = new HashSet<>();
    vault.shortfalls().forEach(finding -> incomplete.addAll(finding.affected()));
    return new BackupListing(backups, unreadable, incomplete);
  }

  /// Those that the log does not know come last.
  private static long entry(DepositLedger ledger, DepositId id) {
    return ledger.find(id).map(DepositLedger.Line::entry).orElse(Long.MAX_VALUE);
  }

  private static void read(
      Vault vault, DepositId id, List<Backup> backups, List<Unreadable> unreadable) {
    try {
      backups.add(Backup.load(vault, id));
    } catch (Fault fault) {
      State state = state(fault);
      unreadable.add(new Unreadable(id, state, fault.detail().orElse(fault.getMessage())));
    }
  }

  private static State state(Fault fault) {
    if (fault.code() == ProtectError.BACKUP_FORMAT_UNSUPPORTED) {
      return State.OF_ANOTHER_VERSION;
    }
    if (fault.code() == VaultError.OBJECT_MISSING || fault.code() == VaultError.DEPOSIT_UNKNOWN) {
      return State.LOST;
    }
    if (fault.code().exit() == ExitCode.REFUTED) {
      return State.DAMAGED;
    }
    throw fault;
  }

  /// The same listing of one target. An unreadable backup names no target, so it stays.
  public BackupListing ofTarget(String target) {
    return new BackupListing(
        backups.stream().filter(backup -> backup.record().target().equals(target)).toList(),
        unreadable,
        incomplete);
  }
}
