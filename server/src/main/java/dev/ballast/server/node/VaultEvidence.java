package dev.ballast.server.node;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.server.access.AuditTrail;
import dev.ballast.store.access.AuditEntry;
import dev.ballast.store.access.AuditTable.InVault;
import dev.ballast.targets.config.VaultDeclaration;
import dev.ballast.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The evidence log of the vault that is declared first, for what was asked of the node. The vault
/// stays open from the first entry on, and is opened again where that does not do any more, after a
/// rotation of its key for instance. Safe for any number of threads.
final class VaultEvidence implements AuditTrail.Evidence, AutoCloseable {
  /// The kind of these entries.
  static final String KIND = "node-action";

  private final Optional<VaultDeclaration> declared;
  private final Function<VaultDeclaration, Vault> opening;
  private final ReentrantLock appending = new ReentrantLock();
  private Optional<Vault> open = Optional.empty();

  VaultEvidence(List<VaultDeclaration> vaults, Function<VaultDeclaration, Vault> opening) {
    this.declared = vaults.stream().findFirst();
    this.opening = opening;
  }

  @Override
  public Optional<InVault> append(AuditEntry entry) {
    return declared.map(vault -> new InVault(vault.name(), appended(vault, entry)));
  }

  private long appended(VaultDeclaration vault, AuditEntry entry) {
    appending.lock();
    try {
      if (open.isPresent()) {
        try {
          return open.get().evidence().append(KIND, entry).seq();
        } catch (Fault fault) {
          CommonError.rethrowInterrupt(fault);
          close();
        }
      }
      open = Optional.of(opening.apply(vault));
      return open.get().evidence().append(KIND, entry).seq();
    } finally {
      appending.unlock();
    }
  }

  @Override
  public void close() {
    appending.lock();
    try {
      open.ifPresent(Vault::close);
      open = Optional.empty();
    } finally {
      appending.unlock();
    }
  }
}
