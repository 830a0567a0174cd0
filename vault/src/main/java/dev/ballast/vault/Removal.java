package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.log.VaultEvent;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One removal of deposits and of the packs that nobody needs then. For one thread, once.
///
/// Order: the entry of the log, the record, which makes a deposit count, then the index; then the
/// packs, see [Reclaim].
final class Removal {
  private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

  private final VaultParts parts;
  private final Catalog catalog;
  private final Reclaim reclaim;

  Removal(VaultParts parts, Catalog catalog, DepositNeeds needs) {
    this.parts = parts;
    this.catalog = catalog;
    this.reclaim = new Reclaim(parts, catalog, needs);
  }

  ReclaimPlan plan(Set<DepositId> deposits) {
    List<ReclaimPlan.Item> small = new ArrayList<>();
    for (DepositId deposit : deposits) {
      requireKnown(deposit, parts.evidence().ledger());
      small.addAll(objects(deposit));
    }
    return reclaim.plan(deposits).withSmall(small);
  }

  ReclaimPlan run(Map<DepositId, String> reasons) {
    try (FolderLocks.Hold _ = parts.locks().acquire(Reclaim.LOCK, LOCK_WAIT)) {
      // what would refuse it is found before anything is removed
      reclaim.plan(reasons.keySet());
      DepositLedger ledger = parts.evidence().ledger();
      reasons.keySet().forEach(deposit -> requireKnown(deposit, ledger));
      List<ReclaimPlan.Item> small = new ArrayList<>();
      reasons.forEach(
          (deposit, reason) -> {
            List<ReclaimPlan.Item> objects = objects(deposit);
            parts.evidence().append(new VaultEvent.Removed(deposit, reason, objects.size()));
            objects.forEach(object -> parts.store().remove(List.of(object.name())));
            small.addAll(objects);
          });
      catalog.forgetAll();
      return reclaim.run().withSmall(small);
    }
  }

  private void requireKnown(DepositId deposit, DepositLedger ledger) {
    if (ledger.find(deposit).isEmpty()
        && parts.store().length(VaultObjectName.record(deposit)).isEmpty()) {
      throw Fault.of(VaultError.DEPOSIT_UNKNOWN, "the vault has no backup " + deposit)
          .hint("`ballast backup list` shows those it has. Nothing was removed.");
    }
  }

  /// The record first: without it the deposit does not count.
  private List<ReclaimPlan.Item> objects(DepositId deposit) {
    List<ReclaimPlan.Item> objects = new ArrayList<>();
    for (String folder : List.of(VaultObjectName.RECORDS, VaultObjectName.INDEXES)) {
      for (StoredObject object : parts.store().list(folder)) {
        if (object.name().equals(folder + deposit)) {
          objects.add(new ReclaimPlan.Item(object.name(), object.length(), 0));
        }
      }
    }
    return objects;
  }
}
