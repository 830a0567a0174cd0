package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.ObjectKey;
import dev.ballast.vault.format.PackEntry;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The check of one pack against the index that lists it.
///
/// @param pack what the index says of it, or its own table where no index lists it
/// @param owner the deposit that wrote it, where it is still there
/// @param reusedBy for each other deposit that relies on it, the ordinals of the chunks it needs
record PackCheck(
    DepositIndex.Pack pack, Optional<DepositId> owner, Map<DepositId, Set<Integer>> reusedBy) {

  /// What was found, and how much was verified.
  record Result(Optional<ObjectFinding> finding, long bytes, long chunks) {}

  /// @param only the chunks to read by their ordinals; empty means all of them
  Result run(VaultParts parts, CheckDepth depth, Set<Integer> only, List<String> allPacks) {
    PackFile packs = new PackFile(parts);
    ObjectKey key;
    try {
      Optional<Fault> fault = Catalog.lengthFault(pack, parts.store().length(pack.name()));
      if (fault.isPresent()) {
        throw fault.get();
      }
      key = packs.open(pack.name());
    } catch (Fault fault) {
      Fault damage = Catalog.requireDamage(fault);
      return new Result(
          Optional.of(
              ObjectFinding.of(pack.name(), trueName(parts, damage, allPacks), affectedByAll())),
          0,
          0);
    }
    List<Fault> faults = new ArrayList<>();
    Set<DepositId> affected = new TreeSet<>();
    tableFault(packs, key).ifPresent(faults::add);
    long bytes = pack.length();
    long chunks = 0;
    if (depth == CheckDepth.CONTENT) {
      byte[] plain = new byte[parts.sealer().keyring().chunkSize()];
      for (PackEntry entry : pack.entries()) {
        if (!only.isEmpty() && !only.contains(entry.ordinal())) {
          continue;
        }
        chunks++;
        chunkFault(packs, entry, plain)
            .ifPresent(
                fault -> {
                  faults.add(fault);
                  affected.addAll(affectedBy(entry.ordinal()));
                });
      }
    } else {
      bytes = Sealer.HEADER_BYTES;
    }
    return new Result(finding(faults, List.copyOf(affected)), bytes, chunks);
  }

  private Optional<ObjectFinding> finding(List<Fault> faults, List<DepositId> affected) {
    if (faults.isEmpty()) {
      return Optional.empty();
    }
    Fault first = faults.getFirst();
    Fault told =
        faults.size() == 1
            ? first
            : first.detail(
                first.detail().orElse(first.getMessage())
                    + ", and "
                    + (faults.size() - 1)
                    + " more in this pack");
    return Optional.of(ObjectFinding.of(pack.name(), told, affected));
  }

  /// The table in the pack must say what the index says, and end where the file does.
  private Optional<Fault> tableFault(PackFile packs, ObjectKey key) {
    try {
      return packs.table(key, pack.length()).equals(pack.entries())
          ? Optional.empty()
          : Optional.of(Damage.damaged(pack.name(), "its table of chunks is not the index's"));
    } catch (Fault fault) {
      return Optional.of(Catalog.requireDamage(fault));
    }
  }

  private Optional<Fault> chunkFault(PackFile packs, PackEntry entry, byte[] plain) {
    try {
      packs.read(new ChunkLocation(pack.name(), entry), plain, 0);
      return Optional.empty();
    } catch (Fault fault) {
      return Optional.of(Catalog.requireDamage(fault));
    }
  }

  /// Says so when a pack that does not open is another one under its name.
  private Fault trueName(VaultParts parts, Fault damage, List<String> allPacks) {
    byte[] header;
    try {
      header = parts.store().begin(pack.name(), Sealer.HEADER_BYTES).bytes();
    } catch (Fault fault) {
      Catalog.requireDamage(fault);
      return damage;
    }
    if (header.length < Sealer.HEADER_BYTES) {
      return damage;
    }
    for (String other : allPacks) {
      if (!other.equals(pack.name())
          && parts.sealer().opensAs(SealedObjectKind.PACK, other, header)) {
        return Damage.damaged(pack.name(), "it is " + other + " under this name");
      }
    }
    return damage;
  }

  private List<DepositId> affectedByAll() {
    Set<DepositId> all = new TreeSet<>(reusedBy.keySet());
    owner.ifPresent(all::add);
    return List.copyOf(all);
  }

  private Set<DepositId> affectedBy(int ordinal) {
    Set<DepositId> all = new TreeSet<>();
    owner.ifPresent(all::add);
    reusedBy.forEach(
        (deposit, ordinals) -> {
          if (ordinals.contains(ordinal)) {
            all.add(deposit);
          }
        });
    return all;
  }
}
