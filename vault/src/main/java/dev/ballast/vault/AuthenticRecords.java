package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.sealed.SealedObject;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads records and indexes, and refuses those that an older key sealed and the log does not
/// know: anyone who still has that key could have made them. What the keys in use sealed is
/// authentic by itself. Safe for any number of threads.
///
/// What older keys may have sealed is fixed by the keyring, so the log is read for it once.
final class AuthenticRecords {
  private final VaultParts parts;
  private final ReentrantLock loading = new ReentrantLock();
  private @Nullable DepositLedger ledger;

  AuthenticRecords(VaultParts parts) {
    this.parts = parts;
  }

  byte[] record(DepositId deposit) {
    return read(
        SealedObjectKind.RECORD,
        VaultObjectName.record(deposit),
        deposit,
        DepositLedger.Line::record);
  }

  byte[] index(DepositId deposit) {
    return read(
        SealedObjectKind.INDEX, VaultObjectName.index(deposit), deposit, DepositLedger.Line::index);
  }

  private byte[] read(
      SealedObjectKind kind,
      String name,
      DepositId deposit,
      Function<DepositLedger.Line, String> hash) {
    SealedObject object = parts.objects().fetch(kind, name);
    if (object.kek() != parts.sealer().keyring().newestKek()) {
      Optional<DepositLedger.Line> line = ledger().find(deposit);
      if (line.map(hash).filter(object.hash()::equals).isEmpty()) {
        throw Fault.of(VaultError.DEPOSIT_UNLOGGED, name + " is not believed")
            .detail(
                "it is sealed with a key that was retired, and the evidence log "
                    + (line.isEmpty() ? "knows no such backup" : "names another object"))
            .hint(
                "Anyone who has the old key could have made it. Run `ballast vault check`; if the log"
                    + " is damaged, fetch it from another copy of the vault.");
      }
    }
    return parts.objects().open(object);
  }

  private DepositLedger ledger() {
    loading.lock();
    try {
      DepositLedger known = ledger;
      if (known == null) {
        known = parts.evidence().ledger();
        ledger = known;
      }
      return known;
    } finally {
      loading.unlock();
    }
  }
}
