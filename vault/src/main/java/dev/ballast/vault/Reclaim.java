package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.log.VaultEvent;
import dev.ballast.vault.store.FolderLocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Removes the packs of removed deposits that nobody needs, and rewrites those of which little is
/// needed. For one thread, once; under the lock [#LOCK].
///
/// Order: what is still needed is written again and read back, then the log says so; then the
/// indexes that name the old packs are made again; then, while no deposit is under way and none was
/// committed since the plan, the log says what goes, and it goes. A deposit under way may rely on
/// any
/// chunk it found when it began, so beside one nothing is rewritten or removed. Wherever this
/// stops,
/// each chunk that is needed has a pack that is there, and the next run does the rest.
final class Reclaim {
  /// Held by whatever removes deposits or packs.
  static final String LOCK = "retention";

  private static final int ATTEMPTS = 3;

  private final VaultParts parts;
  private final Catalog catalog;
  private final DepositNeeds needs;
  private final List<ObjectFinding> findings = new ArrayList<>();

  Reclaim(VaultParts parts, Catalog catalog, DepositNeeds needs) {
    this.parts = parts;
    this.catalog = catalog;
    this.needs = needs;
  }

  /// What would be done if these deposits were removed, too. Writes nothing.
  ReclaimPlan plan(Set<DepositId> without) {
    return new Reclaiming(parts, catalog, needs, without).plan();
  }

  ReclaimPlan run() {
    completeIndexes();
    for (int attempt = 1; ; attempt++) {
      Reclaiming reclaiming = new Reclaiming(parts, catalog, needs, Set.of());
      ReclaimPlan plan = reclaiming.plan();
      if (plan.deferred().isPresent() || plan.isEmpty()) {
        return plan.with(findings);
      }
      Map<ChunkId, ChunkLocation> moved = new HashMap<>(reclaiming.moved());
      Set<String> going = new HashSet<>(plan.names());
      if (!plan.rewritten().isEmpty()) {
        PackRewrite rewrite = new PackRewrite(parts);
        moved.putAll(rewrite.run(plan.rewritten(), reclaiming));
        rewrite.unreadable().forEach(finding -> going.remove(finding.object()));
        findings.addAll(rewrite.unreadable());
      }
      redirectIndexes(reclaiming, going, moved);
      Optional<String> hindrance = remove(plan, going, reclaiming.stored());
      catalog.forgetAll();
      if (hindrance.isEmpty()) {
        return plan.only(going).with(findings);
      }
      if (attempt == ATTEMPTS) {
        return ReclaimPlan.deferred(hindrance.get()).with(findings);
      }
    }
  }

  /// Makes the indexes again that an earlier run was about to replace when it was stopped. One that
  /// cannot be made again hinders nothing here; a check names it.
  private void completeIndexes() {
    DepositLedger ledger = parts.evidence().ledger();
    IndexRebuild rebuild = new IndexRebuild(parts, catalog);
    for (DepositId deposit : catalog.committed()) {
      if (ledger.find(deposit).isEmpty() || rebuild.isSound(deposit, ledger)) {
        continue;
      }
      try {
        Set<ChunkId> needed = needs.of(deposit);
        try (FolderLocks.Hold _ = parts.gate()) {
          rebuild.run(deposit, Optional.of(needed));
        }
      } catch (Fault fault) {
        Catalog.requireDamage(fault);
      }
    }
  }

  /// Makes the indexes again that name a pack which is about to go. Where one cannot be, the packs
  /// that it names stay.
  private void redirectIndexes(
      Reclaiming reclaiming, Set<String> going, Map<ChunkId, ChunkLocation> moved) {
    for (DepositId deposit : reclaiming.committed()) {
      Set<String> named = new HashSet<>(reclaiming.named(deposit));
      named.retainAll(going);
      if (named.isEmpty()) {
        continue;
      }
      try {
        Set<ChunkId> needed = reclaiming.needed(deposit);
        try (FolderLocks.Hold _ = parts.gate()) {
          new IndexRebuild(parts, catalog).redirect(deposit, needed, moved, going);
        }
      } catch (Fault fault) {
        going.removeAll(named);
        findings.add(
            ObjectFinding.of(
                named.iterator().next(), Catalog.requireDamage(fault), List.of(deposit)));
      }
    }
  }

  /// @return why it was not done
  private Optional<String> remove(ReclaimPlan plan, Set<String> going, List<DepositId> stored) {
    if (going.isEmpty()) {
      return Optional.empty();
    }
    try (FolderLocks.Hold _ = parts.gate()) {
      Optional<String> underWay = Reclaiming.underWay(parts);
      if (underWay.isPresent()) {
        return underWay;
      }
      if (!catalog.committed().equals(stored)) {
        return Optional.of("a backup was committed or removed meanwhile");
      }
      List<String> names = going.stream().sorted().toList();
      parts.evidence().append(new VaultEvent.PacksRemoved(names, plan.only(going).lengths()));
      parts.store().remove(names);
      return Optional.empty();
    }
  }
}
