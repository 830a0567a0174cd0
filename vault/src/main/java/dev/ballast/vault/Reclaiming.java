package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.PackEntry;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the packs of removed deposits are still needed for, as it is now. For one thread, once.
///
/// Only packs are considered whose deposit the log removed, and those that an earlier run wrote.
/// What
/// a backup needs is what its record refers to and what its index lists, both: neither alone
/// decides that something goes. Where neither can be read, nothing goes.
final class Reclaiming {
  private final VaultParts parts;
  private final Catalog catalog;
  private final DepositNeeds needs;
  private final Set<DepositId> without;
  private final List<DepositId> stored;
  private final List<DepositId> committed;
  private final DepositLedger ledger;

  /// The candidates that the index of a deposit names.
  private final Map<DepositId, Set<String>> named = new HashMap<>();

  /// The chunks of candidates that some deposit needs.
  private final Set<ChunkId> needed = new HashSet<>();

  /// Packs that a backup relies on whose needs are known by its index only.
  private final Set<String> pinned = new HashSet<>();

  private final Map<String, DepositIndex.Pack> candidates = new TreeMap<>();
  private final Set<ChunkId> ofCandidates = new HashSet<>();
  private final Map<ChunkId, ChunkLocation> moved = new HashMap<>();

  /// The chunks that earlier runs wrote again.
  private final Map<DepositId, Map<ChunkId, ChunkLocation>> byRewrite = new HashMap<>();

  private final List<ObjectFinding> findings = new ArrayList<>();

  Reclaiming(VaultParts parts, Catalog catalog, DepositNeeds needs, Set<DepositId> without) {
    this.parts = parts;
    this.catalog = catalog;
    this.needs = needs;
    this.without = without;
    this.ledger = parts.evidence().ledger();
    this.stored = catalog.committed();
    this.committed =
        stored.stream()
            .filter(id -> !without.contains(id) && ledger.removal(id).isEmpty())
            .toList();
  }

  /// The deposits there are, without those that are or would be removed.
  List<DepositId> committed() {
    return committed;
  }

  /// The deposits that had a record when this began.
  List<DepositId> stored() {
    return stored;
  }

  /// The candidates that the index of a deposit names.
  Set<String> named(DepositId deposit) {
    return named.getOrDefault(deposit, Set.of());
  }

  /// All chunks that a deposit needs. Read again each time: they are many.
  Set<ChunkId> needed(DepositId deposit) {
    Set<ChunkId> all = new HashSet<>(needs.of(deposit));
    all.addAll(listed(catalog.load(deposit)));
    return all;
  }

  /// Where chunks are that an earlier run wrote again, for those whose old packs go.
  Map<ChunkId, ChunkLocation> moved() {
    return moved;
  }

  /// The entries of a candidate that some backup needs, and that were not written again yet.
  List<PackEntry> live(String pack) {
    DepositIndex.Pack known = candidates.get(pack);
    if (known == null) {
      return List.of();
    }
    Optional<DepositId> rewrite = ledger.rewriteOf(pack);
    return known.entries().stream()
        .filter(entry -> needed.contains(entry.id()))
        .filter(entry -> rewrite.isEmpty() || !isMoved(entry.id(), rewrite.get()))
        .toList();
  }

  private boolean isMoved(ChunkId chunk, DepositId rewrite) {
    ChunkLocation place = byRewrite.getOrDefault(rewrite, Map.of()).get(chunk);
    if (place != null) {
      moved.put(chunk, place);
    }
    return place != null;
  }

  /// Why nothing can go at this moment: a deposit is under way.
  static Optional<String> underWay(VaultParts parts) {
    for (String name : parts.locks().names()) {
      if (DepositId.isDepositId(name)) {
        Optional<FolderLocks.Hold> hold = parts.locks().tryExisting(name);
        if (hold.isEmpty() && parts.locks().exists(name)) {
          return Optional.of("backup " + name + " is under way and may rely on any of them");
        }
        hold.ifPresent(FolderLocks.Hold::close);
      }
    }
    return Optional.empty();
  }

  ReclaimPlan plan() {
    Optional<String> underWay = underWay(parts);
    if (underWay.isPresent()) {
      return ReclaimPlan.deferred(underWay.get());
    }
    findCandidates();
    if (candidates.isEmpty()) {
      return new ReclaimPlan(List.of(), List.of(), List.of(), Optional.empty(), findings);
    }
    committed.forEach(this::gather);
    ledger.lines().stream()
        .map(DepositLedger.Line::deposit)
        .filter(id -> !without.contains(id) && !committed.contains(id))
        .forEach(this::pinLost);
    List<ReclaimPlan.Item> removed = new ArrayList<>();
    List<ReclaimPlan.Item> rewritten = new ArrayList<>();
    for (DepositIndex.Pack pack : candidates.values()) {
      if (pinned.contains(pack.name())) {
        continue;
      }
      long live = live(pack.name()).stream().mapToLong(PackEntry::stored).sum();
      ReclaimPlan.Item known = new ReclaimPlan.Item(pack.name(), pack.length(), live);
      if (live == 0) {
        removed.add(known);
      } else if (2 * live < pack.length()) {
        rewritten.add(known);
      }
    }
    return new ReclaimPlan(List.of(), removed, rewritten, Optional.empty(), findings);
  }

  private void findCandidates() {
    PackFile files = new PackFile(parts);
    for (StoredObject object : parts.store().list(VaultObjectName.PACKS)) {
      Optional<DepositId> deposit = VaultObjectName.depositOf(object.name());
      if (deposit.isPresent() && isGone(deposit.get())) {
        try {
          DepositIndex.Pack pack = files.describe(object.name());
          candidates.put(pack.name(), pack);
          pack.entries().forEach(entry -> ofCandidates.add(entry.id()));
          if (ledger.isRewrite(deposit.get())) {
            Map<ChunkId, ChunkLocation> places =
                byRewrite.computeIfAbsent(deposit.get(), id -> new HashMap<>());
            pack.entries().forEach(e -> places.put(e.id(), new ChunkLocation(pack.name(), e)));
          }
        } catch (Fault fault) {
          findings.add(ObjectFinding.of(object.name(), Catalog.requireDamage(fault), List.of()));
        }
      }
    }
  }

  /// Whether the log removed the deposit, or it is a rewriting of packs and no backup.
  private boolean isGone(DepositId deposit) {
    if (without.contains(deposit)) {
      return true;
    }
    boolean stays = committed.contains(deposit) || ledger.find(deposit).isPresent();
    return !stays && (ledger.removal(deposit).isPresent() || ledger.isRewrite(deposit));
  }

  private void gather(DepositId deposit) {
    Optional<DepositIndex> index = Optional.empty();
    Optional<Fault> noIndex = Optional.empty();
    try {
      index = Optional.of(catalog.load(deposit));
    } catch (Fault fault) {
      noIndex = Optional.of(Catalog.requireDamage(fault));
    }
    Set<String> packs = index.map(this::namedIn).orElse(Set.of());
    named.put(deposit, packs);
    try {
      for (ChunkId chunk : needs.of(deposit)) {
        if (ofCandidates.contains(chunk)) {
          needed.add(chunk);
        }
      }
    } catch (Fault fault) {
      Fault damage = Catalog.requireDamage(fault);
      if (noIndex.isPresent()) {
        throw unknown(deposit, damage);
      }
      pinned.addAll(packs);
      return;
    }
    index.ifPresent(known -> needed.addAll(listed(known)));
  }

  private Set<String> namedIn(DepositIndex index) {
    return index.reused().stream()
        .map(DepositIndex.Reuse::pack)
        .filter(candidates::containsKey)
        .collect(Collectors.toSet());
  }

  private Set<ChunkId> listed(DepositIndex index) {
    Set<ChunkId> listed = new HashSet<>();
    for (DepositIndex.Reuse reuse : index.reused()) {
      DepositIndex.Pack pack = candidates.get(reuse.pack());
      if (pack != null) {
        Set<Integer> ordinals = new HashSet<>(reuse.ordinals());
        pack.entries().stream()
            .filter(entry -> ordinals.contains(entry.ordinal()))
            .forEach(entry -> listed.add(entry.id()));
      }
    }
    return listed;
  }

  /// A backup whose record is gone may get it back from another copy of the vault.
  private void pinLost(DepositId deposit) {
    try {
      pinned.addAll(namedIn(catalog.load(deposit)));
    } catch (Fault fault) {
      throw unknown(deposit, Catalog.requireDamage(fault));
    }
  }

  private static Fault unknown(DepositId deposit, Fault why) {
    return Fault.of(
            VaultError.DEPOSIT_NEEDS_UNKNOWN,
            "nothing is removed, for what backup " + deposit + " needs cannot be known")
        .detail(
            "neither its record nor its index can be read: "
                + why.detail().orElse(why.getMessage()))
        .hint(
            "Fetch one of them from another copy of the vault, or give the backup up with `ballast"
                + " backup delete "
                + deposit
                + "`.")
        .cause(why);
  }
}
