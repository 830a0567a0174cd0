package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.ObjectKind;
import dev.ballast.vault.format.ObjectName;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a lost index anew from its packs. For one thread, under the vault's gate.
final class IndexRebuild {
  private final VaultParts parts;
  private final Catalog catalog;

  IndexRebuild(VaultParts parts, Catalog catalog) {
    this.parts = parts;
    this.catalog = catalog;
  }

  boolean run(DepositId deposit) {
    if (parts.store().length(ObjectName.record(deposit)).isEmpty()) {
      throw Fault.of(VaultError.DEPOSIT_UNKNOWN, "the vault has no backup " + deposit)
          .hint("`ballast backup list` shows those it has.");
    }
    if (isSound(deposit)) {
      return false;
    }
    DepositIndex index = new DepositIndex(packs(deposit), List.of());
    String name = ObjectName.index(deposit);
    byte[] sealed = parts.sealer().seal(ObjectKind.INDEX, name, index.encode());
    parts.store().remove(List.of(name));
    parts.store().put(name, sealed);
    catalog.add(deposit, index);
    return true;
  }

  private boolean isSound(DepositId deposit) {
    try {
      Catalog.load(parts, deposit);
      return true;
    } catch (Fault fault) {
      Catalog.requireDamage(fault);
      return false;
    }
  }

  /// Packs are numbered without gaps, so all but a lost last one can be told missing.
  private List<DepositIndex.Pack> packs(DepositId deposit) {
    PackFile files = new PackFile(parts);
    List<DepositIndex.Pack> packs = new ArrayList<>();
    for (StoredObject object : parts.store().list(ObjectName.PACKS)) {
      if (ObjectName.depositOf(object.name()).equals(Optional.of(deposit))) {
        String expected = ObjectName.pack(deposit, packs.size());
        if (!object.name().equals(expected)) {
          throw Damage.missing(expected);
        }
        packs.add(files.describe(expected));
      }
    }
    return packs;
  }
}
