package dev.ballast.vault;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.TailName;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.StoredObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One check of a vault. For one thread, once; packs are looked at by threads of its own.
final class Check {
  private final VaultParts parts;
  private final Catalog catalog;
  private final KeyringCopies copies;
  private final List<ObjectFinding> folder;
  private final CheckDepth depth;
  private final List<ObjectFinding> findings = new ArrayList<>();
  private final List<StoredObject> unneeded = new ArrayList<>();
  private final Map<DepositId, DepositIndex> indexes = new TreeMap<>();
  private long objects;
  private long bytes;
  private long chunks;

  /// @param folder what there is to say of the vault's folders
  Check(
      VaultParts parts,
      Catalog catalog,
      KeyringCopies copies,
      List<ObjectFinding> folder,
      CheckDepth depth) {
    this.parts = parts;
    this.catalog = catalog;
    this.copies = copies;
    this.folder = folder;
    this.depth = depth;
  }

  CheckReport all(int threads) {
    findings.addAll(folder);
    checkVaultFile();
    checkKeyrings();
    List<DepositId> committed = catalog.committed();
    committed.forEach(this::checkRecord);
    checkTails();
    readIndexes(committed);
    checkPacks(packChecks(Set.of()), Map.of(), threads);
    Audit.Result audit = new Audit(parts).all(true);
    checkUnclaimed(new HashSet<>(committed), audit.chain().ledger());
    objects += audit.chain().entries();
    audit.findings().forEach(this::addUnlessNamed);
    return report(Optional.of(audit.chain().verdict()));
  }

  /// An object that is damaged or gone is named once, by what was seen of it first.
  private void addUnlessNamed(ObjectFinding finding) {
    if (findings.stream().noneMatch(known -> known.object().equals(finding.object()))) {
      findings.add(finding);
    }
  }

  CheckReport one(int threads, DepositId only) {
    if (parts.store().length(VaultObjectName.record(only)).isEmpty()) {
      throw Fault.of(VaultError.DEPOSIT_UNKNOWN, "the vault has no backup " + only)
          .hint("`ballast backup list` shows those it has.");
    }
    checkRecord(only);
    new Audit(parts).one(only).forEach(this::addUnlessNamed);
    Optional<Fault> fault = readIndex(only);
    if (fault.isPresent()) {
      addUnlessNamed(ObjectFinding.of(VaultObjectName.index(only), fault.get(), List.of(only)));
      return report(Optional.empty());
    }
    DepositIndex index = requireNonNull(indexes.get(only));
    Map<String, Set<Integer>> wanted = new HashMap<>();
    index.packs().forEach(pack -> wanted.put(pack.name(), Set.of()));
    for (DepositIndex.Reuse reuse : index.reused()) {
      wanted.put(reuse.pack(), new TreeSet<>(reuse.ordinals()));
      VaultObjectName.depositOf(reuse.pack())
          .filter(owner -> !indexes.containsKey(owner) && isCommitted(owner))
          .ifPresent(this::readIndex);
    }
    checkPacks(packChecks(wanted.keySet()), wanted, threads);
    return report(Optional.empty());
  }

  private boolean isCommitted(DepositId deposit) {
    return catalog.committed().contains(deposit);
  }

  private CheckReport report(Optional<Verdict> chain) {
    findings.sort(Comparator.comparing(ObjectFinding::object));
    return new CheckReport(depth, objects, bytes, chunks, chain, unneeded, findings);
  }

  private void checkVaultFile() {
    look(VaultObjectName.VAULT);
    VaultMarker.finding(parts.store(), copies.keyring()).ifPresent(findings::add);
  }

  /// Both copies of the keyring in use, and what else is kept beside them.
  private void checkKeyrings() {
    Keyring keyring = copies.keyring();
    List<String> inUse = KeyringCopies.names(keyring.generation());
    inUse.forEach(this::look);
    findings.addAll(copies.findings());
    for (StoredObject object : parts.store().list(VaultObjectName.KEYS)) {
      Optional<Long> generation = VaultObjectName.generation(object.name());
      if (generation.isPresent() && !inUse.contains(object.name())) {
        look(object.name());
        try {
          byte[] bytes = parts.store().begin(object.name(), Keyring.MAX_OBJECT_BYTES).bytes();
          Keyring.requireSound(generation.get().intValue(), keyring.vault(), bytes);
        } catch (Fault fault) {
          add(object.name(), fault, List.of());
        }
      }
    }
  }

  /// What is in no deposit yet. That a tail ends in the middle of a frame is no damage, one whose
  /// frame is whole and altered is, and one that is gone was put into a deposit meanwhile.
  private void checkTails() {
    for (StoredObject object : parts.store().list(VaultObjectName.TAILS)) {
      Optional<TailName> tail = VaultObjectName.tailOf(object.name());
      if (tail.isEmpty()) {
        leftover(object.name(), "no object of a vault is named like this");
        continue;
      }
      objects++;
      bytes += object.length();
      try {
        TailReader reader = new TailReader(parts, tail.get());
        boolean more = depth == CheckDepth.CONTENT;
        while (more) {
          more = reader.next().isPresent();
        }
        reader.alteration().ifPresent(fault -> add(object.name(), fault, List.of()));
      } catch (Fault fault) {
        if (fault.code() != VaultError.OBJECT_MISSING) {
          add(object.name(), fault, List.of());
        }
      }
    }
  }

  private void checkRecord(DepositId deposit) {
    String name = VaultObjectName.record(deposit);
    objects++;
    try {
      bytes += parts.store().length(name).orElse(0);
      catalog.record(deposit);
    } catch (Fault fault) {
      add(name, fault, List.of(deposit));
    }
  }

  private Optional<Fault> readIndex(DepositId deposit) {
    objects++;
    try {
      bytes += parts.store().length(VaultObjectName.index(deposit)).orElse(0);
      indexes.put(deposit, catalog.load(deposit));
      return Optional.empty();
    } catch (Fault fault) {
      return Optional.of(Catalog.requireDamage(fault));
    }
  }

  /// Where an index cannot be read, its packs are checked by their own tables.
  private void readIndexes(List<DepositId> committed) {
    Map<DepositId, Fault> faults = new TreeMap<>();
    committed.forEach(deposit -> readIndex(deposit).ifPresent(fault -> faults.put(deposit, fault)));
    faults.forEach(
        (deposit, fault) -> {
          List<DepositId> affected = List.of(deposit);
          add(VaultObjectName.index(deposit), fault, affected);
          indexes.put(deposit, indexFromPacks(deposit, affected));
        });
  }

  private DepositIndex indexFromPacks(DepositId deposit, List<DepositId> affected) {
    PackFile files = new PackFile(parts);
    List<DepositIndex.Pack> packs = new ArrayList<>();
    for (StoredObject object : parts.store().list(VaultObjectName.PACKS)) {
      if (isOf(deposit, object.name())) {
        try {
          packs.add(files.describe(object.name()));
        } catch (Fault fault) {
          add(object.name(), fault, affected);
        }
      }
    }
    return new DepositIndex(packs, List.of());
  }

  private static boolean isOf(DepositId deposit, String pack) {
    return VaultObjectName.depositOf(pack).equals(Optional.of(deposit));
  }

  /// Counts what is there of a small object; its finding is made elsewhere.
  private void look(String name) {
    objects++;
    try {
      bytes += parts.store().length(name).orElse(0);
    } catch (Fault fault) {
      Catalog.requireDamage(fault);
    }
  }

  private void add(String name, Fault fault, List<DepositId> affected) {
    findings.add(ObjectFinding.of(name, Catalog.requireDamage(fault), affected));
  }

  /// One check for each pack of the indexes that were read, with all who rely on it; and one for
  /// each pack of others that these rely on, by its own table.
  ///
  /// @param only the packs that matter; empty means all
  private List<PackCheck> packChecks(Set<String> only) {
    Map<String, PackCheck> checks = new LinkedHashMap<>();
    indexes.forEach(
        (deposit, index) -> {
          for (DepositIndex.Pack pack : index.packs()) {
            if (only.isEmpty() || only.contains(pack.name())) {
              checks.put(pack.name(), new PackCheck(pack, Optional.of(deposit), new TreeMap<>()));
            }
          }
        });
    Map<String, Map<DepositId, Set<Integer>>> ofOthers = new TreeMap<>();
    indexes.forEach(
        (deposit, index) -> {
          for (DepositIndex.Reuse reuse : index.reused()) {
            Set<Integer> ordinals = new TreeSet<>(reuse.ordinals());
            PackCheck check = checks.get(reuse.pack());
            if (check != null) {
              check.reusedBy().put(deposit, ordinals);
            } else if (only.isEmpty() || only.contains(reuse.pack())) {
              ofOthers
                  .computeIfAbsent(reuse.pack(), name -> new TreeMap<>())
                  .put(deposit, ordinals);
            }
          }
        });
    ofOthers.forEach((pack, users) -> describe(pack, users).ifPresent(c -> checks.put(pack, c)));
    return List.copyOf(checks.values());
  }

  /// The check of a pack whose deposit is not there, lost or removed, for those who rely on it.
  private Optional<PackCheck> describe(String pack, Map<DepositId, Set<Integer>> users) {
    if (findings.stream().anyMatch(known -> known.object().equals(pack))) {
      return Optional.empty();
    }
    try {
      DepositIndex.Pack described = new PackFile(parts).describe(pack);
      return Optional.of(new PackCheck(described, Optional.empty(), users));
    } catch (Fault fault) {
      objects++;
      add(pack, fault, List.copyOf(users.keySet()));
      return Optional.empty();
    }
  }

  private void checkPacks(List<PackCheck> checks, Map<String, Set<Integer>> wanted, int threads) {
    List<String> names = checks.stream().map(check -> check.pack().name()).toList();
    List<Callable<PackCheck.Result>> tasks = new ArrayList<>();
    for (PackCheck check : checks) {
      Set<Integer> only = wanted.getOrDefault(check.pack().name(), Set.of());
      tasks.add(() -> check.run(parts, depth, only, names));
    }
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      for (Future<PackCheck.Result> done : workers.invokeAll(tasks)) {
        PackCheck.Result result = done.get();
        objects++;
        bytes += result.bytes();
        chunks += result.chunks();
        result.finding().ifPresent(findings::add);
      }
    } catch (InterruptedException e) {
      throw CommonError.interrupted("checking the vault");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Fault fault
          ? fault
          : Fault.of(CommonError.INTERNAL_ERROR, "checking a pack failed").cause(e.getCause());
    }
  }

  /// Packs and indexes without a record. With a lock file they are of a deposit that is under way
  /// or was killed; where the log removed the deposit, they are what others need, or what a removal
  /// left; else a backup lost its record.
  private void checkUnclaimed(Set<DepositId> committed, DepositLedger ledger) {
    Map<DepositId, List<StoredObject>> unclaimed = new TreeMap<>();
    for (String folder : List.of(VaultObjectName.PACKS, VaultObjectName.INDEXES)) {
      for (StoredObject object : parts.store().list(folder)) {
        Optional<DepositId> deposit = VaultObjectName.depositOf(object.name());
        if (deposit.isEmpty()) {
          leftover(object.name(), "no object of a vault is named like this");
        } else if (!committed.contains(deposit.get())) {
          unclaimed.computeIfAbsent(deposit.get(), id -> new ArrayList<>()).add(object);
        }
      }
    }
    Set<String> reliedOn = new HashSet<>();
    indexes.values().forEach(index -> index.reused().forEach(reuse -> reliedOn.add(reuse.pack())));
    unclaimed.forEach(
        (deposit, left) -> {
          if (ledger.removal(deposit).isPresent() || ledger.isRewrite(deposit)) {
            left.stream()
                .filter(object -> !reliedOn.contains(object.name()))
                .forEach(this::unneeded);
          } else {
            checkUnclaimed(deposit, left.stream().map(StoredObject::name).toList());
          }
        });
  }

  private void unneeded(StoredObject object) {
    leftover(object.name(), "no backup needs it any more; `ballast vault prune` removes it");
    if (object.name().startsWith(VaultObjectName.PACKS)) {
      unneeded.add(object);
    }
  }

  private void checkUnclaimed(DepositId deposit, List<String> names) {
    if (!parts.locks().exists(deposit.text())) {
      if (parts.store().length(VaultObjectName.record(deposit)).isEmpty()) {
        addUnlessNamed(
            ObjectFinding.missing(
                VaultObjectName.record(deposit),
                names.size() + " objects of this backup are there, its record is gone",
                List.of(deposit)));
      }
      return;
    }
    Optional<FolderLocks.Hold> hold = parts.locks().tryExisting(deposit.text());
    hold.ifPresent(
        held -> {
          held.close();
          leftover(names.getFirst(), "left by a backup that never ended; a sweep removes it");
        });
  }

  private void leftover(String name, String detail) {
    findings.add(
        new ObjectFinding(name, Severity.WARNING, VaultError.OBJECT_DAMAGED, detail, List.of()));
  }
}
