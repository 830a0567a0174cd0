package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.Hashes;
import dev.ballast.vault.format.PackEntry;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.log.VaultEvent;
import dev.ballast.vault.store.StoredObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Recreates a lost index from its packs. For one thread, under the vault's gate.
final class IndexRebuild {
  private final VaultParts parts;
  private final Catalog catalog;

  IndexRebuild(VaultParts parts, Catalog catalog) {
    this.parts = parts;
    this.catalog = catalog;
  }

  boolean run(DepositId deposit) {
    if (parts.store().length(VaultObjectName.record(deposit)).isEmpty()) {
      throw Fault.of(VaultError.DEPOSIT_UNKNOWN, "the vault has no backup " + deposit)
          .hint("`ballast backup list` shows those it has.");
    }
    if (isSound(deposit)) {
      return false;
    }
    DepositIndex index = new DepositIndex(packs(deposit), List.of());
    String name = VaultObjectName.index(deposit);
    byte[] sealed = parts.sealer().seal(SealedObjectKind.INDEX, name, index.encode());
    String hash = HexFormat.of().formatHex(Hashes.sha256(sealed));
    // the entry first: whatever stops this leaves an index that the log does not know as it is, and
    // so one that is recreated
    parts.evidence().append(new VaultEvent.IndexRebuilt(deposit, hash));
    parts.store().remove(List.of(name));
    parts.store().put(name, sealed);
    catalog.add(deposit, index);
    return true;
  }

  private boolean isSound(DepositId deposit) {
    try {
      catalog.load(deposit);
      String name = VaultObjectName.index(deposit);
      String stored = parts.objects().fetch(SealedObjectKind.INDEX, name).hash();
      Optional<DepositLedger.Line> line = parts.evidence().ledger().find(deposit);
      return line.isEmpty() || line.get().index().equals(stored);
    } catch (Fault fault) {
      Catalog.requireDamage(fault);
      return false;
    }
  }

  /// Packs are numbered without gaps, so all but a lost last one can be reported missing.
  private List<DepositIndex.Pack> packs(DepositId deposit) {
    PackFile files = new PackFile(parts);
    List<DepositIndex.Pack> packs = new ArrayList<>();
    for (StoredObject object : parts.store().list(VaultObjectName.PACKS)) {
      if (VaultObjectName.depositOf(object.name()).equals(Optional.of(deposit))) {
        String expected = VaultObjectName.pack(deposit, packs.size());
        if (!object.name().equals(expected)) {
          throw Damage.missing(expected);
        }
        DepositIndex.Pack pack = files.describe(expected);
        if (files.isOfRetiredKey(expected)) {
          requireSoundChunks(files, pack);
        }
        packs.add(pack);
      }
    }
    return packs;
  }

  /// A table that an older key sealed could be made by anyone who still has it, and the new index
  /// is sealed with the keys in use: so every chunk must be what its id stands for.
  private void requireSoundChunks(PackFile files, DepositIndex.Pack pack) {
    byte[] plain = new byte[parts.sealer().keyring().chunkSize()];
    for (PackEntry entry : pack.entries()) {
      files.read(new ChunkLocation(pack.name(), entry), plain, 0);
    }
  }
}
