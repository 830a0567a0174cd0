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
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Where every chunk lies, in memory. Safe for any number of threads.
///
/// Loaded from the indexes of the committed deposits when first needed, and again when another
/// process may have committed or removed some. Takes about 200 bytes a chunk: 100 MB for a terabyte
/// in chunks of 2 MiB.
///
/// An index makes this fast, and nothing depends on it: what no index lists is looked up in the
/// tables of the packs that no index covers. Those of a deposit whose record or index was lost, or
/// that was removed while others need its chunks, are such. What is read is compared with its
/// id, where a retired key sealed it even in a restore, so a table that lies misleads nobody.
final class Catalog {
  private final VaultParts parts;
  private final AuthenticRecords vouched;
  private final PackFile files;
  private final ReentrantLock loading = new ReentrantLock();
  private final Map<ChunkId, ChunkLocation> places = new ConcurrentHashMap<>();
  private final Map<DepositId, DepositIndex> loaded = new TreeMap<>();
  private final Map<DepositId, Fault> unreadable = new TreeMap<>();

  /// Packs that no index covers, as their own tables describe them.
  private final Map<String, DepositIndex.Pack> uncovered = new TreeMap<>();

  Catalog(VaultParts parts) {
    this.parts = parts;
    this.vouched = new AuthenticRecords(parts);
    this.files = new PackFile(parts);
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

  /// Where the chunk lies. Where nothing that can be read lists it, an index that cannot be read is
  /// the fault.
  ChunkLocation find(ChunkId id) {
    ChunkLocation place = places.get(id);
    if (place != null) {
      return place;
    }
    loading.lock();
    try {
      refresh();
      if (!places.containsKey(id)) {
        readTables();
      }
      place = places.get(id);
      if (place != null) {
        return place;
      }
      for (Fault fault : unreadable.values()) {
        throw fault;
      }
      throw Damage.missing("chunk " + id).detail("no index and no pack lists it");
    } finally {
      loading.unlock();
    }
  }

  /// Other places of a chunk that could not be read where it was found: another deposit may have
  /// stored it, too, or the pack was rewritten meanwhile.
  List<ChunkLocation> findElsewhere(ChunkId id, ChunkLocation bad) {
    loading.lock();
    try {
      refresh();
      readTables();
      List<DepositIndex.Pack> all = new ArrayList<>(uncovered.values());
      loaded.values().forEach(index -> all.addAll(index.packs()));
      List<ChunkLocation> found = new ArrayList<>();
      for (DepositIndex.Pack pack : all) {
        for (PackEntry entry : pack.entries()) {
          if (entry.id().equals(id) && !pack.name().equals(bad.pack())) {
            found.add(new ChunkLocation(pack.name(), entry));
          }
        }
      }
      return found;
    } finally {
      loading.unlock();
    }
  }

  private void refresh() {
    List<DepositId> committed = committed();
    if (!Set.copyOf(committed).containsAll(loaded.keySet())) {
      forgetAll();
    }
    unreadable.keySet().retainAll(committed);
    for (DepositId deposit : committed) {
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

  /// For a deposit was removed since it was loaded, and its packs with it or later.
  void forgetAll() {
    loading.lock();
    try {
      loaded.clear();
      uncovered.clear();
      places.clear();
    } finally {
      loading.unlock();
    }
  }

  /// Reads the tables of the packs that no index covers, each once. One that cannot be read lists
  /// nothing; a check names it.
  private void readTables() {
    Set<String> covered = new HashSet<>(uncovered.keySet());
    loaded.values().forEach(index -> index.packs().forEach(pack -> covered.add(pack.name())));
    List<String> underWay = new ArrayList<>();
    for (StoredObject pack : parts.store().list(VaultObjectName.PACKS)) {
      Optional<DepositId> deposit = VaultObjectName.depositOf(pack.name());
      if (covered.contains(pack.name()) || deposit.isEmpty()) {
        continue;
      }
      if (parts.locks().exists(deposit.get().text())) {
        underWay.add(pack.name());
      } else {
        readTable(pack.name());
      }
    }
    // last, for they may be swept
    underWay.forEach(this::readTable);
  }

  private void readTable(String pack) {
    try {
      DepositIndex.Pack described = files.describe(pack);
      uncovered.put(pack, described);
      for (PackEntry entry : described.entries()) {
        places.putIfAbsent(entry.id(), new ChunkLocation(pack, entry));
      }
    } catch (Fault fault) {
      requireDamage(fault);
    }
  }

  /// What the committed deposits need and the vault does not have in full, as far as indexes, names
  /// and lengths tell: no pack is read. What seems wrong is looked at again, for packs are
  /// rewritten meanwhile.
  List<ObjectFinding> shortfalls() {
    loading.lock();
    try {
      refresh();
      List<ObjectFinding> found = lookForShortfalls();
      if (found.isEmpty()) {
        return found;
      }
      forgetAll();
      refresh();
      return lookForShortfalls();
    } finally {
      loading.unlock();
    }
  }

  private List<ObjectFinding> lookForShortfalls() {
    Map<String, OptionalLong> lengths = packLengths();
    Map<String, Set<DepositId>> needing = new TreeMap<>();
    Map<String, Fault> faults = new HashMap<>();
    loaded.forEach(
        (deposit, index) -> {
          for (DepositIndex.Pack pack : index.packs()) {
            needing.computeIfAbsent(pack.name(), _ -> new TreeSet<>()).add(deposit);
            lengthFault(pack, lengths.getOrDefault(pack.name(), OptionalLong.empty()))
                .ifPresent(fault -> faults.put(pack.name(), fault));
          }
          for (DepositIndex.Reuse reuse : index.reused()) {
            needing.computeIfAbsent(reuse.pack(), _ -> new TreeSet<>()).add(deposit);
            if (!lengths.containsKey(reuse.pack())) {
              faults.putIfAbsent(reuse.pack(), Damage.missing(reuse.pack()));
            }
          }
        });
    List<ObjectFinding> findings = new ArrayList<>();
    unreadable.forEach(
        (deposit, fault) ->
            findings.add(
                ObjectFinding.of(VaultObjectName.index(deposit), fault, List.of(deposit))));
    needing.forEach(
        (pack, deposits) -> {
          Fault fault = faults.get(pack);
          if (fault != null) {
            findings.add(ObjectFinding.of(pack, fault, List.copyOf(deposits)));
          }
        });
    return findings;
  }

  private Map<String, OptionalLong> packLengths() {
    Map<String, OptionalLong> lengths = new HashMap<>();
    for (StoredObject pack : parts.store().list(VaultObjectName.PACKS)) {
      lengths.put(pack.name(), OptionalLong.of(pack.length()));
    }
    return lengths;
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

  /// Loads the index of the deposit that is about to be read, so that no other has to be. One that
  /// cannot be read is named where something is missing for it.
  void expect(DepositId deposit) {
    loading.lock();
    try {
      if (!loaded.containsKey(deposit)) {
        add(deposit, load(deposit));
      }
    } catch (Fault fault) {
      requireDamage(fault);
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
          places.merge(entry.id(), new ChunkLocation(pack.name(), entry), Catalog::newer);
        }
      }
    } finally {
      loading.unlock();
    }
  }

  /// The names of packs sort by the time of their deposits.
  private static ChunkLocation newer(ChunkLocation one, ChunkLocation other) {
    return one.pack().compareTo(other.pack()) < 0 ? other : one;
  }

  /// What a new deposit may rely on.
  Reusable reusable() {
    Map<String, OptionalLong> lengths = packLengths();
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
      readTables();
      uncovered.values().stream()
          .filter(this::mayBeReliedOn)
          .forEach(pack -> sound.add(pack.name()));
      return new Reusable(places, sound, findings);
    } finally {
      loading.unlock();
    }
  }

  /// Whether a new deposit may rely on a pack that no index covers. Not while a deposit is being
  /// written or swept: its lock's file is there before its first pack and until after its last.
  /// What a retired key sealed could be by anyone who has that key.
  private boolean mayBeReliedOn(DepositIndex.Pack pack) {
    boolean locked =
        VaultObjectName.depositOf(pack.name())
            .filter(id -> parts.locks().exists(id.text()))
            .isPresent();
    if (locked) {
      return false;
    }
    try {
      // looked at after the lock: what was swept meanwhile is gone
      return lengthFault(pack, parts.store().length(pack.name())).isEmpty()
          && !files.isOfRetiredKey(pack.name());
    } catch (Fault fault) {
      requireDamage(fault);
      return false;
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
    static final Reusable NONE = new Reusable(Map.of(), Set.of(), List.of());

    Optional<ChunkLocation> find(ChunkId id) {
      return Optional.ofNullable(places.get(id)).filter(place -> sound.contains(place.pack()));
    }
  }
}
