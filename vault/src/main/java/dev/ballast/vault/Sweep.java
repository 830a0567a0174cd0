package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.log.EvidenceLog;
import dev.ballast.vault.log.VaultEvent;
import dev.ballast.vault.sealed.Generations;
import dev.ballast.vault.sealed.SealedObject;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One sweep of a vault. For one thread, once.
///
/// A deposit's lock file is made before its first object and removed after its entry is in the
/// evidence log or its last object is gone. So what belongs to a lock file that nobody holds, and
/// has no record, was left by a process that died; with a record and without an entry, the process
/// died before its last act, which is done now. Objects without lock file and without record are
/// something else: a backup that lost its record. They are never removed, and neither is anything
/// of a deposit that the log knows: anyone who can write to the vault can also make a lock file.
final class Sweep {
  private final VaultParts parts;
  private final Catalog catalog;
  private final KeyringCopies copies;
  private final List<DepositId> swept = new ArrayList<>();
  private final List<ObjectFinding> findings = new ArrayList<>();
  private final List<DepositId> finished = new ArrayList<>();
  private final List<DepositId> removals = new ArrayList<>();
  private @Nullable DepositLedger ledger;
  private int objects;
  private long bytes;

  Sweep(VaultParts parts, Catalog catalog, KeyringCopies copies) {
    this.parts = parts;
    this.catalog = catalog;
    this.copies = copies;
  }

  SweepReport run() {
    sweepDeposits();
    finishRemovals();
    sweepStaged();
    sweepKeyrings();
    return report();
  }

  /// Without what takes the whole evidence log, unless a deposit was killed.
  SweepReport ofDeposits() {
    sweepDeposits();
    sweepStaged();
    return report();
  }

  private SweepReport report() {
    return new SweepReport(swept, finished, removals, objects, bytes, findings);
  }

  private void sweepDeposits() {
    for (String name : parts.locks().names()) {
      if (DepositId.isDepositId(name)) {
        Optional<FolderLocks.Hold> hold;
        try (FolderLocks.Hold _ = parts.gate()) {
          hold = parts.locks().tryExisting(name);
        }
        if (hold.isPresent()) {
          try (FolderLocks.Hold held = hold.get()) {
            sweep(new DepositId(name), held);
          }
        }
      }
    }
  }

  /// Removes what a deposit left whose lock we now hold, or finishes it: the process that made it
  /// is dead or done.
  private void sweep(DepositId deposit, FolderLocks.Hold held) {
    if (ledger().isRewrite(deposit)) {
      held.remove();
      return;
    }
    boolean recorded = parts.store().length(VaultObjectName.record(deposit)).isPresent();
    Optional<DepositLedger.Line> line = ledger().find(deposit);
    if (recorded && line.isEmpty() && !finish(deposit)) {
      return;
    }
    List<StoredObject> packs = ofDeposit(VaultObjectName.PACKS, deposit);
    if (!recorded) {
      if (line.isPresent()) {
        String entry = "entry " + line.get().entry() + " of the evidence log";
        leaveAlone(deposit, "left alone, for " + entry + " committed it, and its record is gone");
        return;
      }
      if (!packs.isEmpty() && isNeeded(deposit, packs)) {
        return;
      }
    }
    for (StoredObject staged : parts.store().staged()) {
      if (VaultObjectName.depositOf(staged.name()).equals(Optional.of(deposit))) {
        unstage(staged);
      }
    }
    if (!recorded) {
      List<StoredObject> index = ofDeposit(VaultObjectName.INDEXES, deposit);
      if (!index.isEmpty() || !packs.isEmpty()) {
        parts
            .evidence()
            .append(
                new VaultEvent.Removed(
                    deposit, "it was never committed", index.size() + packs.size()));
      }
      remove(index);
      remove(packs);
      swept.add(deposit);
    }
    held.remove();
  }

  /// Removes record and index of deposits that the log removed before: that was stopped, or
  /// somebody
  /// put them back. With a lock file they are left alone and named, see [#finish].
  private void finishRemovals() {
    Set<DepositId> stored = new TreeSet<>();
    for (String folder : List.of(VaultObjectName.RECORDS, VaultObjectName.INDEXES)) {
      parts.store().list(folder).stream()
          .flatMap(object -> VaultObjectName.depositOf(object.name()).stream())
          .forEach(stored::add);
    }
    for (DepositId deposit : stored) {
      boolean removed = ledger().removal(deposit).isPresent() && ledger().find(deposit).isEmpty();
      if (removed && !parts.locks().exists(deposit.text())) {
        remove(ofDeposit(VaultObjectName.RECORDS, deposit));
        remove(ofDeposit(VaultObjectName.INDEXES, deposit));
        removals.add(deposit);
      }
    }
  }

  /// Writes the entry of a deposit that has all but that.
  private boolean finish(DepositId deposit) {
    Optional<Long> removal = ledger().removal(deposit);
    if (removal.isPresent()) {
      leaveAlone(deposit, "left alone, for entry " + removal.get() + " removed it before");
      return false;
    }
    try {
      SealedObject record =
          parts.objects().fetch(SealedObjectKind.RECORD, VaultObjectName.record(deposit));
      SealedObject index =
          parts.objects().fetch(SealedObjectKind.INDEX, VaultObjectName.index(deposit));
      parts.objects().open(record);
      DepositIndex content = catalog.load(deposit);
      int newest = parts.sealer().keyring().newestKek();
      if (record.kek() != newest || index.kek() != newest) {
        leaveAlone(deposit, "left alone, for it is sealed with a key that was retired");
        return false;
      }
      List<String> hashes = List.of(record.hash(), index.hash());
      parts.evidence().append(Deposit.committed(deposit, hashes, content, Optional.empty()));
      finished.add(deposit);
      return true;
    } catch (Fault fault) {
      leaveAlone(deposit, "left alone: " + Catalog.requireDamage(fault));
      return false;
    }
  }

  private DepositLedger ledger() {
    DepositLedger known = ledger;
    if (known == null) {
      known = parts.evidence().ledger();
      ledger = known;
    }
    return known;
  }

  private boolean isNeeded(DepositId deposit, List<StoredObject> packs) {
    Set<String> needed;
    try {
      needed = catalog.neededPacks();
    } catch (Fault fault) {
      Catalog.requireDamage(fault);
      leaveAlone(deposit, "left alone, for an index cannot be read that may rely on it: " + fault);
      return true;
    }
    for (StoredObject pack : packs) {
      if (needed.contains(pack.name())) {
        leaveAlone(deposit, "other backups rely on " + pack.name() + " of this deposit");
        return true;
      }
    }
    return false;
  }

  private void leaveAlone(DepositId deposit, String detail) {
    findings.add(
        new ObjectFinding(
            VaultObjectName.record(deposit),
            Severity.ERROR,
            VaultError.OBJECT_MISSING,
            detail,
            List.of(deposit)));
  }

  private List<StoredObject> ofDeposit(String folder, DepositId deposit) {
    return parts.store().list(folder).stream()
        .filter(object -> VaultObjectName.depositOf(object.name()).equals(Optional.of(deposit)))
        .toList();
  }

  /// Half-written objects of no living writer. Writers hold: a deposit its lock, the evidence log
  /// its own, a key rotation the gate.
  private void sweepStaged() {
    Set<String> names = new TreeSet<>();
    parts.store().staged().forEach(staged -> names.add(staged.name()));
    for (String name : names) {
      Optional<DepositId> deposit = VaultObjectName.depositOf(name);
      if (deposit.isPresent()) {
        if (!parts.locks().exists(deposit.get().text())) {
          unstageAll(name);
        }
      } else {
        boolean ofLog = name.startsWith(VaultObjectName.EVIDENCE);
        try (FolderLocks.Hold _ =
            parts
                .locks()
                .acquire(ofLog ? EvidenceLog.LOCK : VaultParts.GATE, VaultParts.GATE_WAIT)) {
          unstageAll(name);
        }
      }
    }
  }

  /// Adds the second copy of the keyring, where there is one only, then removes those older than
  /// the one this vault was opened with: a rotation died before doing so.
  private void sweepKeyrings() {
    int inUse = parts.sealer().keyring().generation();
    try (FolderLocks.Hold _ = parts.gate()) {
      if (Generations.newest(parts.store()).orElse(inUse) == inUse) {
        copies.addMissing();
      }
      remove(
          parts.store().list(VaultObjectName.KEYS).stream()
              .filter(
                  object ->
                      VaultObjectName.generation(object.name())
                          .filter(generation -> generation < inUse)
                          .isPresent())
              .toList());
    }
  }

  private void unstageAll(String name) {
    parts.store().staged().stream()
        .filter(staged -> staged.name().equals(name))
        .forEach(this::unstage);
  }

  private void unstage(StoredObject staged) {
    parts.store().unstage(staged.name());
    count(staged);
  }

  private void remove(List<StoredObject> gone) {
    parts.store().remove(gone.stream().map(StoredObject::name).toList());
    gone.forEach(this::count);
  }

  private void count(StoredObject object) {
    objects++;
    bytes += object.length();
  }
}
