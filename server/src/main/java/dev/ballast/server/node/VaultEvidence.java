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
import java.util.function.Supplier;

/// The evidence log of the vault that is declared first, for what was asked of the node. The vault
/// stays open from the first entry on, and is opened again where that does not do any more, after a
/// rotation of its key for instance. Safe for any number of threads.
final class VaultEvidence implements AuditTrail.Evidence, AutoCloseable {
  /// The kind of these entries.
  static final String KIND = "node-action";

  private final Supplier<List<VaultDeclaration>> declared;
  private final Function<VaultDeclaration, Vault> opening;
  private final ReentrantLock appending = new ReentrantLock();
  private Optional<Opened> open = Optional.empty();

  private record Opened(VaultDeclaration declared, Vault vault) {}

  VaultEvidence(
      Supplier<List<VaultDeclaration>> declared, Function<VaultDeclaration, Vault> opening) {
    this.declared = declared;
    this.opening = opening;
  }

  @Override
  public Optional<InVault> append(AuditEntry entry) {
    return declared.get().stream()
        .findFirst()
        .map(vault -> new InVault(vault.name(), appended(vault, entry)));
  }

  private long appended(VaultDeclaration vault, AuditEntry entry) {
    appending.lock();
    try {
      if (open.isPresent() && !open.get().declared().equals(vault)) {
        close();
      }
      if (open.isPresent()) {
        try {
          return open.get().vault().evidence().append(KIND, entry).seq();
        } catch (Fault fault) {
          CommonError.rethrowInterrupt(fault);
          close();
        }
      }
      open = Optional.of(new Opened(vault, opening.apply(vault)));
      return open.get().vault().evidence().append(KIND, entry).seq();
    } finally {
      appending.unlock();
    }
  }

  @Override
  public void close() {
    appending.lock();
    try {
      open.ifPresent(opened -> opened.vault().close());
      open = Optional.empty();
    } finally {
      appending.unlock();
    }
  }
}
