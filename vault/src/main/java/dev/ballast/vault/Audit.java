package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.ChainFinding;
import dev.ballast.vault.log.ChainReport;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.sealed.SealedObject;
import dev.ballast.vault.store.FolderLocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares the deposits that are stored with those that the evidence log knows. For one thread,
/// once.
///
/// The store is listed before the log is read, and whatever then seems wrong is looked at again:
/// deposits are committed meanwhile.
final class Audit {
  private final VaultParts parts;
  private final List<ObjectFinding> findings = new ArrayList<>();

  Audit(VaultParts parts) {
    this.parts = parts;
  }

  /// @param chain what the log's own verification showed
  /// @param findings what is wrong with the log or does not agree with it
  record Result(ChainReport chain, List<ObjectFinding> findings) {}

  /// Compares all deposits.
  ///
  /// @param hashes whether records and indexes are read and compared by their hashes, too
  Result all(boolean hashes) {
    List<DepositId> stored = stored();
    ChainReport chain = parts.evidence().verify();
    for (ChainFinding finding : chain.findings()) {
      findings.add(finding(finding));
    }
    for (DepositLedger.Line line : chain.ledger().lines()) {
      compare(line, hashes);
    }
    for (DepositId deposit : stored) {
      if (chain.ledger().find(deposit).isEmpty()) {
        unknown(deposit, chain);
      }
    }
    return new Result(chain, findings);
  }

  /// Compares one deposit that is stored.
  List<ObjectFinding> one(DepositId deposit) {
    ChainReport chain = parts.evidence().verify();
    chain
        .ledger()
        .find(deposit)
        .ifPresentOrElse(line -> compare(line, true), () -> unknown(deposit, chain));
    return findings;
  }

  private List<DepositId> stored() {
    return parts.store().list(VaultObjectName.RECORDS).stream()
        .flatMap(object -> VaultObjectName.depositOf(object.name()).stream())
        .sorted()
        .toList();
  }

  private static ObjectFinding finding(ChainFinding finding) {
    VaultError problem =
        switch (finding.problem()) {
          case DROPPED, TRUNCATED -> VaultError.OBJECT_MISSING;
          case EDITED, REORDERED -> VaultError.OBJECT_DAMAGED;
        };
    String name = VaultObjectName.evidence(finding.seq());
    return new ObjectFinding(name, Severity.ERROR, problem, finding.detail(), List.of());
  }

  private void compare(DepositLedger.Line line, boolean hashes) {
    String record = VaultObjectName.record(line.deposit());
    List<DepositId> affected = List.of(line.deposit());
    if (isMissing(record)) {
      findings.add(
          ObjectFinding.missing(
              record,
              "entry " + line.entry() + " of the evidence log committed it, and it is gone",
              affected));
      return;
    }
    if (hashes) {
      compareHash(SealedObjectKind.RECORD, record, line.record(), affected);
      compareHash(
          SealedObjectKind.INDEX, VaultObjectName.index(line.deposit()), line.index(), affected);
    }
  }

  private boolean isMissing(String name) {
    try {
      return parts.store().length(name).isEmpty();
    } catch (Fault damage) {
      Catalog.requireDamage(damage);
      return false;
    }
  }

  /// An object that does not open is a finding of the check itself.
  private void compareHash(
      SealedObjectKind kind, String name, String expected, List<DepositId> affected) {
    try {
      SealedObject object = parts.objects().fetch(kind, name);
      parts.objects().open(object);
      if (!object.hash().equals(expected)) {
        findings.add(
            error(
                name,
                VaultError.OBJECT_DAMAGED,
                "it opens, and is not the object that the evidence log names",
                affected));
      }
    } catch (Fault fault) {
      Catalog.requireDamage(fault);
    }
  }

  private static ObjectFinding error(
      String name, VaultError problem, String detail, List<DepositId> affected) {
    return new ObjectFinding(name, Severity.ERROR, problem, detail, affected);
  }

  /// A stored deposit that the log does not know.
  private void unknown(DepositId deposit, ChainReport chain) {
    String name = VaultObjectName.record(deposit);
    Optional<Long> removal = chain.ledger().removal(deposit);
    if (removal.isPresent()) {
      String detail = "entry " + removal.get() + " removed it, and it is there again";
      findings.add(error(name, VaultError.DEPOSIT_UNLOGGED, detail, List.of(deposit)));
      return;
    }
    boolean stopped = false;
    if (parts.locks().exists(deposit.text())) {
      Optional<FolderLocks.Hold> hold = parts.locks().tryExisting(deposit.text());
      if (hold.isEmpty()) {
        return; // under way
      }
      hold.get().close();
      stopped = true;
    }
    if (isMissing(name) || parts.evidence().ledger().find(deposit).isPresent()) {
      return;
    }
    if (stopped && isOfKeysInUse(name)) {
      warn(name, "its backup was stopped before its last act; the next backup does that");
    } else if (!chain.findings().isEmpty()) {
      warn(name, "the evidence log does not know it; its entry may be among the damaged ones");
    } else {
      String detail = "the evidence log does not know it";
      findings.add(error(name, VaultError.DEPOSIT_UNLOGGED, detail, List.of(deposit)));
    }
  }

  private void warn(String name, String detail) {
    findings.add(
        new ObjectFinding(name, Severity.WARNING, VaultError.DEPOSIT_UNLOGGED, detail, List.of()));
  }

  private boolean isOfKeysInUse(String record) {
    try {
      SealedObject object = parts.objects().fetch(SealedObjectKind.RECORD, record);
      return object.kek() == parts.sealer().keyring().newestKek();
    } catch (Fault fault) {
      Catalog.requireDamage(fault);
      return false;
    }
  }
}
