package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.ObjectName;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.log.EvidenceLog;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One sweep of a vault. For one thread, once.
///
/// A deposit's lock file is made before its first object and removed after its record is there or
/// its last object is gone. So what belongs to a lock file that nobody holds, and has no record,
/// was left by a process that died. Objects without lock file and without record are something
/// else: a backup that lost its record. They are never removed.
final class Sweep {
  private final VaultParts parts;
  private final Catalog catalog;
  private final List<DepositId> swept = new ArrayList<>();
  private final List<ObjectFinding> findings = new ArrayList<>();
  private int objects;
  private long bytes;

  Sweep(VaultParts parts, Catalog catalog) {
    this.parts = parts;
    this.catalog = catalog;
  }

  SweepReport run() {
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
    sweepStaged();
    sweepKeyrings();
    return new SweepReport(swept, objects, bytes, findings);
  }

  /// Removes what a deposit left whose lock we now hold: whoever made it is dead or done.
  private void sweep(DepositId deposit, FolderLocks.Hold held) {
    boolean committed = parts.store().length(ObjectName.record(deposit)).isPresent();
    List<StoredObject> index = ofDeposit(ObjectName.INDEXES, deposit);
    List<StoredObject> packs = ofDeposit(ObjectName.PACKS, deposit);
    if (!committed && !packs.isEmpty() && isNeeded(deposit, packs)) {
      return;
    }
    for (StoredObject staged : parts.store().staged()) {
      if (ObjectName.depositOf(staged.name()).equals(Optional.of(deposit))) {
        unstage(staged);
      }
    }
    if (!committed) {
      remove(index);
      remove(packs);
      swept.add(deposit);
    }
    held.remove();
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
            ObjectName.record(deposit),
            Severity.ERROR,
            VaultError.OBJECT_MISSING,
            detail,
            List.of(deposit)));
  }

  private List<StoredObject> ofDeposit(String folder, DepositId deposit) {
    return parts.store().list(folder).stream()
        .filter(object -> ObjectName.depositOf(object.name()).equals(Optional.of(deposit)))
        .toList();
  }

  /// Half-written objects of no living writer. Writers hold: a deposit its lock, the evidence log
  /// its own, a key rotation the gate.
  private void sweepStaged() {
    Set<String> names = new TreeSet<>();
    parts.store().staged().forEach(staged -> names.add(staged.name()));
    for (String name : names) {
      Optional<DepositId> deposit = ObjectName.depositOf(name);
      if (deposit.isPresent()) {
        if (!parts.locks().exists(deposit.get().text())) {
          unstageAll(name);
        }
      } else {
        boolean ofLog = name.startsWith(ObjectName.EVIDENCE);
        try (FolderLocks.Hold _ =
            parts
                .locks()
                .acquire(ofLog ? EvidenceLog.LOCK : VaultParts.GATE, VaultParts.GATE_WAIT)) {
          unstageAll(name);
        }
      }
    }
  }

  /// Keyrings older than the one this vault was opened with: a rotation died before removing
  /// them.
  private void sweepKeyrings() {
    int inUse = parts.sealer().keyring().generation();
    try (FolderLocks.Hold _ = parts.gate()) {
      remove(
          parts.store().list(ObjectName.KEYS).stream()
              .filter(
                  object ->
                      ObjectName.number(ObjectName.KEYS, object.name())
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
