package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.store.FolderLocks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One repair of a vault. For one thread, once.
///
/// `vault.json` is made again from the keyring, a copy of the keyring from the other one, an index
/// from the packs and from what its backup needs. A record is all that knows which chunk belongs to
/// which file, so it is never made again.
final class Repair {
  private final VaultParts parts;
  private final Catalog catalog;
  private final KeyringCopies copies;
  private final DepositNeeds needs;
  private final List<String> made = new ArrayList<>();
  private final List<ObjectFinding> left = new ArrayList<>();

  Repair(VaultParts parts, Catalog catalog, KeyringCopies copies, DepositNeeds needs) {
    this.parts = parts;
    this.catalog = catalog;
    this.copies = copies;
    this.needs = needs;
  }

  RepairReport run() {
    try (FolderLocks.Hold _ = parts.gate()) {
      if (VaultMarker.finding(parts.store(), copies.keyring()).isPresent()) {
        parts.store().remove(List.of(VaultObjectName.VAULT));
        parts.store().put(VaultObjectName.VAULT, VaultMarker.encode(copies.keyring()));
        made.add(VaultObjectName.VAULT);
      }
      made.addAll(copies.repair());
    }
    left.addAll(copies.findings());
    List<DepositId> committed = catalog.committed();
    DepositLedger ledger = parts.evidence().ledger();
    committed.forEach(deposit -> repair(deposit, ledger));
    Set<DepositId> stored = new HashSet<>(committed);
    for (DepositLedger.Line line : ledger.lines()) {
      if (!stored.contains(line.deposit())) {
        left.add(lost(line.deposit(), "it is gone"));
      }
    }
    // Nothing holds the chunks of a pack but the pack. Indexes that stay lost are named above.
    catalog.shortfalls().stream()
        .filter(lost -> lost.object().startsWith(VaultObjectName.PACKS))
        .forEach(left::add);
    return new RepairReport(made, left);
  }

  private void repair(DepositId deposit, DepositLedger ledger) {
    try {
      catalog.record(deposit);
    } catch (Fault fault) {
      Fault damage = Catalog.requireDamage(fault);
      left.add(lost(deposit, damage.detail().orElse(damage.getMessage())));
      return;
    }
    IndexRebuild rebuild = new IndexRebuild(parts, catalog);
    if (rebuild.isSound(deposit, ledger)) {
      return;
    }
    String index = VaultObjectName.index(deposit);
    try {
      Set<ChunkId> needed = needs.of(deposit);
      try (FolderLocks.Hold _ = parts.gate()) {
        if (rebuild.run(deposit, Optional.of(needed))) {
          made.add(index);
        }
      }
    } catch (Fault fault) {
      Fault damage = Catalog.requireDamage(fault);
      left.add(
          ObjectFinding.of(
              index,
              damage.detail("it cannot be made again: " + damage.getMessage() + detail(damage)),
              List.of(deposit)));
    }
  }

  private static String detail(Fault fault) {
    return fault.detail().map(detail -> ", " + detail).orElse("");
  }

  private static ObjectFinding lost(DepositId deposit, String what) {
    return ObjectFinding.missing(
        VaultObjectName.record(deposit),
        what
            + ", and nothing else knows which chunk belongs to which file; fetch it from another"
            + " copy of the vault, or give the backup up with `ballast backup delete "
            + deposit
            + "`",
        List.of(deposit));
  }
}
