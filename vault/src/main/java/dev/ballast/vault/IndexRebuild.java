package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkId;
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
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Recreates a lost index from its packs. For one thread, under the vault's gate.
final class IndexRebuild {
  private final VaultParts parts;
  private final Catalog catalog;

  IndexRebuild(VaultParts parts, Catalog catalog) {
    this.parts = parts;
    this.catalog = catalog;
  }

  /// Writes the index of a deposit again where it is lost or damaged.
  ///
  /// @param needed the chunks that the deposit needs, where its depositor said so: those that its
  ///     own packs do not have are shared ones
  /// @return whether there was need
  boolean run(DepositId deposit, Optional<Set<ChunkId>> needed) {
    if (parts.store().length(VaultObjectName.record(deposit)).isEmpty()) {
      throw Fault.of(VaultError.DEPOSIT_UNKNOWN, "the vault has no backup " + deposit)
          .hint("`ballast backup list` shows those it has.");
    }
    if (isSound(deposit, parts.evidence().ledger())) {
      return false;
    }
    List<DepositIndex.Pack> own = packs(deposit);
    replace(
        deposit, new DepositIndex(own, shared(own, needed.orElse(Set.of()), Map.of(), Set.of())));
    return true;
  }

  /// Makes a sound index again so that it names none of the packs that are about to go.
  ///
  /// @param moved where chunks are that were written again
  void redirect(
      DepositId deposit,
      Set<ChunkId> needed,
      Map<ChunkId, ChunkLocation> moved,
      Set<String> going) {
    List<DepositIndex.Pack> own = catalog.load(deposit).packs();
    replace(deposit, new DepositIndex(own, shared(own, needed, moved, going)));
  }

  private void replace(DepositId deposit, DepositIndex index) {
    String name = VaultObjectName.index(deposit);
    byte[] sealed = parts.sealer().seal(SealedObjectKind.INDEX, name, index.encode());
    String hash = HexFormat.of().formatHex(Hashes.sha256(sealed));
    // the entry first: whatever stops this leaves an index that the log does not know as it is, and
    // so one that is recreated
    parts.evidence().append(new VaultEvent.IndexRebuilt(deposit, hash));
    parts.store().remove(List.of(name));
    parts.store().put(name, sealed);
    catalog.add(deposit, index);
  }

  /// The chunks of other packs among those that are needed. One that is nowhere is thrown: an index
  /// without it would make the loss look like none.
  private List<DepositIndex.Reuse> shared(
      List<DepositIndex.Pack> own,
      Set<ChunkId> needed,
      Map<ChunkId, ChunkLocation> moved,
      Set<String> going) {
    Set<ChunkId> others = new HashSet<>(needed);
    own.forEach(pack -> pack.entries().forEach(entry -> others.remove(entry.id())));
    Map<String, Set<Integer>> byPack = new TreeMap<>();
    for (ChunkId chunk : others) {
      ChunkLocation known = moved.get(chunk);
      ChunkLocation place = known == null ? catalog.find(chunk) : known;
      if (going.contains(place.pack())) {
        throw Damage.missing("chunk " + chunk).detail("only " + place.pack() + " has it");
      }
      byPack.computeIfAbsent(place.pack(), pack -> new TreeSet<>()).add(place.entry().ordinal());
    }
    List<DepositIndex.Reuse> shared = new ArrayList<>();
    byPack.forEach((pack, list) -> shared.add(new DepositIndex.Reuse(pack, List.copyOf(list))));
    return shared;
  }

  /// Whether the index can be read and is the one that the log names.
  boolean isSound(DepositId deposit, DepositLedger ledger) {
    try {
      catalog.load(deposit);
      String name = VaultObjectName.index(deposit);
      String stored = parts.objects().fetch(SealedObjectKind.INDEX, name).hash();
      Optional<DepositLedger.Line> line = ledger.find(deposit);
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
