package dev.ballast.vault;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.PackEntry;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.store.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Where every chunk of the committed deposits lies, in memory. Safe for any number of threads.
///
/// Loaded from the indexes when first needed, and again when another process may have committed
/// more. Takes about 200 bytes a chunk: 100 MB for a terabyte in chunks of 2 MiB.
final class Catalog {
  private final VaultParts parts;
  private final AuthenticRecords vouched;
  private final ReentrantLock loading = new ReentrantLock();
  private final Map<ChunkId, ChunkLocation> places = new ConcurrentHashMap<>();
  private final Map<DepositId, DepositIndex> loaded = new TreeMap<>();
  private final Map<DepositId, Fault> unreadable = new TreeMap<>();

  Catalog(VaultParts parts) {
    this.parts = parts;
    this.vouched = new AuthenticRecords(parts);
  }

  /// The record of a deposit, as far as the log vouches for it.
  byte[] record(DepositId deposit) {
    return vouched.record(deposit);
  }

  /// The committed deposits, oldest first.
  List<DepositId> committed() {
    return parts.store().list(VaultObjectName.RECORDS).stream()
        .map(StoredObject::name)
        .flatMap(name -> VaultObjectName.depositOf(name).stream())
        .sorted()
        .toList();
  }

  /// Where the chunk lies. Where its index cannot be read, that is the fault.
  ChunkLocation find(ChunkId id) {
    ChunkLocation place = places.get(id);
    if (place != null) {
      return place;
    }
    loading.lock();
    try {
      refresh();
      place = places.get(id);
      if (place != null) {
        return place;
      }
      for (Fault fault : unreadable.values()) {
        throw fault;
      }
      throw Damage.missing("chunk " + id).detail("no index of a committed deposit knows it");
    } finally {
      loading.unlock();
    }
  }

  private void refresh() {
    for (DepositId deposit : committed()) {
      if (loaded.containsKey(deposit)) {
        continue;
      }
      try {
        add(deposit, load(deposit));
        unreadable.remove(deposit);
      } catch (Fault fault) {
        unreadable.put(deposit, requireDamage(fault));
      }
    }
  }

  /// The packs that committed deposits rely on. An index that cannot be read is thrown, for
  /// nobody knows what it relies on.
  Set<String> neededPacks() {
    loading.lock();
    try {
      refresh();
      for (Fault fault : unreadable.values()) {
        throw fault;
      }
      Set<String> needed = new HashSet<>();
      for (DepositIndex index : loaded.values()) {
        index.packs().forEach(pack -> needed.add(pack.name()));
        index.reused().forEach(reuse -> needed.add(reuse.pack()));
      }
      return needed;
    } finally {
      loading.unlock();
    }
  }

  /// The index of a deposit, as far as the log vouches for it.
  DepositIndex load(DepositId deposit) {
    byte[] plain = vouched.index(deposit);
    try {
      return DepositIndex.decode(plain);
    } catch (IllegalArgumentException e) {
      throw Damage.damaged(VaultObjectName.index(deposit), String.valueOf(e.getMessage())).cause(e);
    }
  }

  /// Damage is a finding; anything else (no permission, an interrupt) stops the work.
  static Fault requireDamage(Fault fault) {
    return switch (fault.code()) {
      case VaultError error when error.exit() == ExitCode.REFUTED -> fault;
      default -> throw fault;
    };
  }

  /// A newer deposit's own copy of a chunk takes the older one's place: it was written because
  /// the older could not be relied on, or at the same time.
  void add(DepositId deposit, DepositIndex index) {
    loading.lock();
    try {
      loaded.put(deposit, index);
      for (DepositIndex.Pack pack : index.packs()) {
        for (PackEntry entry : pack.entries()) {
          places.put(entry.id(), new ChunkLocation(pack.name(), entry));
        }
      }
    } finally {
      loading.unlock();
    }
  }

  /// What a new deposit may rely on.
  Reusable reusable() {
    Map<String, OptionalLong> lengths = new HashMap<>();
    for (StoredObject pack : parts.store().list(VaultObjectName.PACKS)) {
      lengths.put(pack.name(), OptionalLong.of(pack.length()));
    }
    loading.lock();
    try {
      refresh();
      List<ObjectFinding> findings = new ArrayList<>();
      unreadable.forEach(
          (deposit, fault) ->
              findings.add(
                  ObjectFinding.of(VaultObjectName.index(deposit), fault, List.of(deposit))));
      Set<String> sound = ConcurrentHashMap.newKeySet();
      loaded.forEach(
          (deposit, index) -> {
            for (DepositIndex.Pack pack : index.packs()) {
              Optional<Fault> fault =
                  lengthFault(pack, lengths.getOrDefault(pack.name(), OptionalLong.empty()));
              fault.ifPresentOrElse(
                  f -> findings.add(ObjectFinding.of(pack.name(), f, List.of(deposit))),
                  () -> sound.add(pack.name()));
            }
          });
      return new Reusable(places, sound, findings);
    } finally {
      loading.unlock();
    }
  }

  static Optional<Fault> lengthFault(DepositIndex.Pack pack, OptionalLong length) {
    if (length.isEmpty()) {
      return Optional.of(Damage.missing(pack.name()));
    }
    long found = length.getAsLong();
    String sizes = "it was written with " + pack.length() + " bytes and has " + found;
    if (found < pack.length()) {
      return Optional.of(Damage.truncated(pack.name(), sizes));
    }
    return found > pack.length()
        ? Optional.of(Damage.damaged(pack.name(), sizes))
        : Optional.empty();
  }

  /// The chunks of older deposits that a new one may refer to instead of storing them again:
  /// those in packs which are there in their full length. What was left out is reported in the
  /// findings.
  record Reusable(
      Map<ChunkId, ChunkLocation> places, Set<String> sound, List<ObjectFinding> findings) {
    Optional<ChunkLocation> find(ChunkId id) {
      return Optional.ofNullable(places.get(id)).filter(place -> sound.contains(place.pack()));
    }
  }
}
