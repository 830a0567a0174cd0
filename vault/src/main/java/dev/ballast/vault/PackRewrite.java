package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.Codec;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.PackEntry;
import dev.ballast.vault.log.VaultEvent;
import dev.ballast.vault.sealed.Generations;
import dev.ballast.vault.store.FolderLocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes the needed chunks of some packs again, into packs of their own. For one thread, once.
///
/// Its packs are named like those of a deposit, and like one it holds a lock until the log knows
/// them: what was killed before is swept like a killed deposit. It has no index and no record, for
/// nobody asks for it; the packs' own tables lead to the chunks.
final class PackRewrite {
  private final VaultParts parts;
  private final Set<ChunkId> copied = new HashSet<>();
  private final List<ObjectFinding> unreadable = new ArrayList<>();

  PackRewrite(VaultParts parts) {
    this.parts = parts;
  }

  /// Writes the chunks that are still needed into new packs.
  ///
  /// @param from the packs, which stay
  /// @return where the chunks are now
  Map<ChunkId, ChunkLocation> run(List<ReclaimPlan.Item> from, Reclaiming reclaiming) {
    DepositId id = DepositId.next(parts.clock().now());
    FolderLocks.Hold hold;
    try (FolderLocks.Hold _ = parts.gate()) {
      Generations.requireInUse(parts.store(), parts.sealer().keyring());
      hold = parts.locks().create(id.text());
    }
    try (hold;
        PackWriter writer = new PackWriter(parts, id, DepositOptions.defaults().packBytes())) {
      List<DepositIndex.Pack> written;
      List<String> replaced;
      try (Undo<RuntimeException> undo = Undo.unlessKept(() -> abandon(writer, hold))) {
        replaced =
            from.stream()
                .map(ReclaimPlan.Item::name)
                .filter(pack -> copied(pack, reclaiming.live(pack), writer))
                .toList();
        written = writer.finish();
        written.forEach(this::readBack);
        undo.keep();
      }
      // from here on a sweep finds out whether the entry was written
      parts
          .evidence()
          .append(
              new VaultEvent.PacksRewritten(
                  id,
                  replaced,
                  written.size(),
                  written.stream().mapToLong(pack -> pack.entries().size()).sum(),
                  written.stream().mapToLong(DepositIndex.Pack::length).sum()));
      hold.remove();
      return places(written);
    }
  }

  private void abandon(PackWriter writer, FolderLocks.Hold hold) {
    writer.close();
    parts.store().remove(writer.names());
    hold.remove();
  }

  /// The packs of which something could not be read; they are not replaced.
  List<ObjectFinding> unreadable() {
    return unreadable;
  }

  private boolean copied(String pack, List<PackEntry> entries, PackWriter writer) {
    try {
      copy(pack, entries, writer);
      return true;
    } catch (Fault fault) {
      unreadable.add(ObjectFinding.of(pack, Catalog.requireDamage(fault), List.of()));
      return false;
    }
  }

  private void copy(String pack, List<PackEntry> entries, PackWriter writer) {
    PackFile files = new PackFile(parts);
    byte[] plain = new byte[parts.sealer().keyring().chunkSize()];
    for (PackEntry entry : entries) {
      if (copied.contains(entry.id())) {
        continue;
      }
      files.read(new ChunkLocation(pack, entry), plain, 0);
      copied.add(entry.id());
      Codec codec = parts.codecs().take();
      try {
        Codec.Encoded encoded =
            codec.encode(plain, 0, entry.plain(), DepositOptions.defaults().zstdLevel());
        writer.reserve(entry.id(), entry.plain(), encoded).write(codec, encoded);
      } finally {
        parts.codecs().give(codec);
      }
    }
  }

  /// The old packs go, so what was written is read again first.
  private void readBack(DepositIndex.Pack pack) {
    PackFile files = new PackFile(parts);
    byte[] plain = new byte[parts.sealer().keyring().chunkSize()];
    for (PackEntry entry : files.describe(pack.name()).entries()) {
      files.read(new ChunkLocation(pack.name(), entry), plain, 0);
    }
  }

  private static Map<ChunkId, ChunkLocation> places(List<DepositIndex.Pack> written) {
    Map<ChunkId, ChunkLocation> places = new HashMap<>();
    for (DepositIndex.Pack pack : written) {
      for (PackEntry entry : pack.entries()) {
        places.put(entry.id(), new ChunkLocation(pack.name(), entry));
      }
    }
    return places;
  }
}
