package dev.ballast.protect.wal;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.VaultError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the deposits of log in a vault hold, as it was when this was read. Immutable.
///
/// The vault's folder says which deposits there are. What one holds never changes, so it is kept in
/// a note on this machine once its record was read: only new records are read. A note that is lost
/// costs the time to read all records; one that is old names fewer of them.
final class LogCatalogue {
  static final String NOTE = "log";

  /// So many new records are read before the note is written again.
  private static final int WORTH_KEEPING = 16;

  private final Vault vault;
  private final List<DepositId> ids;
  private final Map<DepositId, DepositedLog> known;
  private final Map<DepositId, Fault> damaged;

  private LogCatalogue(
      Vault vault,
      List<DepositId> ids,
      Map<DepositId, DepositedLog> known,
      Map<DepositId, Fault> damaged) {
    this.vault = vault;
    this.ids = List.copyOf(ids);
    this.known = Map.copyOf(known);
    this.damaged = Map.copyOf(damaged);
  }

  /// The deposits of log, by the note of this machine as far as it goes.
  static LogCatalogue of(Vault vault) {
    List<DepositId> ids = vault.logDeposits();
    Map<DepositId, DepositedLog> noted =
        vault.notes().read(NOTE).map(LogNote::decode).orElse(Map.of());
    return read(vault, ids, noted);
  }

  /// The deposits of log by their records alone, all of which are read.
  static LogCatalogue ofRecords(Vault vault) {
    return read(vault, vault.logDeposits(), Map.of());
  }

  /// The same with what was deposited or removed since.
  LogCatalogue refreshed() {
    return read(vault, vault.logDeposits(), known);
  }

  private static LogCatalogue read(
      Vault vault, List<DepositId> ids, Map<DepositId, DepositedLog> before) {
    Map<DepositId, DepositedLog> known = new HashMap<>();
    Map<DepositId, Fault> damaged = new HashMap<>();
    int read = 0;
    for (DepositId id : ids) {
      DepositedLog noted = before.get(id);
      if (noted != null) {
        known.put(id, noted);
        continue;
      }
      try {
        known.put(id, DepositedLog.of(id, LogRecord.load(vault, id)));
        read++;
      } catch (Fault fault) {
        damaged.put(id, requireDamage(fault));
      }
    }
    if (read >= WORTH_KEEPING) {
      vault.notes().keep(NOTE, LogNote.encode(known.values()));
    }
    return new LogCatalogue(vault, ids, known, damaged);
  }

  /// Throws what is not damage of an object.
  static Fault requireDamage(Fault fault) {
    CommonError.rethrowInterrupt(fault);
    return switch (fault.code()) {
      case VaultError _ -> fault;
      default -> throw fault;
    };
  }

  /// All that can be read, oldest first.
  List<DepositedLog> deposits() {
    List<DepositedLog> all = new ArrayList<>();
    for (DepositId id : ids) {
      Optional.ofNullable(known.get(id)).ifPresent(all::add);
    }
    return all;
  }

  /// The deposits whose records cannot be read, oldest first.
  List<Fault> damage() {
    return ids.stream().flatMap(id -> Optional.ofNullable(damaged.get(id)).stream()).toList();
  }

  /// The newest deposit of a target that can be read.
  Optional<DepositedLog> newestOf(String target) {
    return deposits().reversed().stream().filter(log -> log.target().equals(target)).findFirst();
  }

  /// The deposits that are newer than the newest of a target and cannot be read; all of them where
  /// the target has none.
  List<Fault> damageSince(String target) {
    List<Fault> newer = new ArrayList<>();
    for (DepositId id : ids.reversed()) {
      DepositedLog log = known.get(id);
      if (log != null && log.target().equals(target)) {
        break;
      }
      Optional.ofNullable(damaged.get(id)).ifPresent(newer::add);
    }
    return newer;
  }
}
