package dev.ballast.server.node;

import dev.ballast.server.access.AuditTrail;
import dev.ballast.store.access.AuditEntry;
import dev.ballast.store.access.AuditTable.InVault;
import dev.ballast.targets.config.VaultDeclaration;
import dev.ballast.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The evidence log of the vault that is declared first, for what was asked of the node.
final class VaultEvidence implements AuditTrail.Evidence {
  /// The kind of these entries.
  static final String KIND = "node-action";

  private final Supplier<List<VaultDeclaration>> declared;
  private final Function<VaultDeclaration, Vault> opening;

  VaultEvidence(
      Supplier<List<VaultDeclaration>> declared, Function<VaultDeclaration, Vault> opening) {
    this.declared = declared;
    this.opening = opening;
  }

  @Override
  public Optional<InVault> append(AuditEntry entry) {
    return declared.get().stream().findFirst().map(
        vault -> {
          try (Vault open = opening.apply(vault)) {
            return new InVault(vault.name(), open.evidence().append(KIND, entry).seq());
          }
        });
  }
}
