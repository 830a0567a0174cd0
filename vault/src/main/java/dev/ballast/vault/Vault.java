package dev.ballast.vault;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Undo;
import dev.ballast.vault.format.Boundary;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.Codecs;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.log.EvidenceLog;
import dev.ballast.vault.sealed.Generations;
import dev.ballast.vault.sealed.SealedObjects;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.FolderSafety;
import dev.ballast.vault.store.FolderStore;
import dev.ballast.vault.store.ObjectStore;
import dev.ballast.vault.store.StoredObject;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A vault in a folder. Safe for any number of threads, and several processes may have the same
/// folder open.
///
/// What is put in can be read by anyone who has the master key, is never changed, and is checked
/// against its tags and hashes on every reading. Opening reports a wrong key immediately.
public final class Vault implements AutoCloseable {
  /// Bytes of plaintext in a chunk unless chosen otherwise.
  public static final int DEFAULT_CHUNK_SIZE = 2 << 20;

  /// The smallest chunk size: 64 KiB.
  public static final int MIN_CHUNK_SIZE = 64 << 10;

  /// The largest chunk size: 16 MiB.
  public static final int MAX_CHUNK_SIZE = 16 << 20;

  private static final List<String> SUBFOLDERS =
      List.of("keys", "packs", "indexes", "backups", "evidence", "locks", "tails");

  private final VaultSettings settings;
  private final KeyringCopies copies;
  private final VaultParts parts;
  private final Catalog catalog;
  private final ChunkReader chunks;
  private final List<String> unsafe;

  private Vault(VaultSettings settings, ObjectStore store, KeyringCopies copies) {
    this.settings = settings;
    this.copies = copies;
    Keyring keyring = copies.keyring();
    FolderLocks locks = new FolderLocks(settings.folder(), settings.clock());
    Sealer sealer = new Sealer(keyring);
    this.parts =
        new VaultParts(
            store,
            locks,
            sealer,
            new Codecs(keyring),
            settings.clock(),
            new SealedObjects(store, sealer),
            log(settings, store, locks, sealer));
    this.catalog = new Catalog(parts);
    this.chunks = new ChunkReader(parts, catalog);
    this.unsafe = FolderSafety.problems(settings.folder(), FolderSafety.FOLDERS);
  }

  private static EvidenceLog log(
      VaultSettings settings, ObjectStore store, FolderLocks locks, Sealer sealer) {
    return new EvidenceLog(store, locks, sealer, settings.clock(), settings.stateDirectory());
  }

  /// Makes a vault in a new or empty folder and opens it.
  ///
  /// @param chunkSize bytes of plaintext in a chunk, [#MIN_CHUNK_SIZE] to [#MAX_CHUNK_SIZE];
  /// smaller ones find more repeats, larger ones compress better
  public static Vault init(VaultSettings settings, MasterKey key, int chunkSize) {
    if (chunkSize < MIN_CHUNK_SIZE || chunkSize > MAX_CHUNK_SIZE) {
      throw Fault.of(VaultError.CHUNK_SIZE_INVALID, "the chunk size " + chunkSize + " is not valid")
          .hint("Choose 65536 (64 KiB) to 16777216 (16 MiB) bytes.");
    }
    FolderStore store = FolderStore.create(settings.folder(), SUBFOLDERS);
    VaultId id = VaultId.random();
    KeyringCopies copies;
    try (Undo<RuntimeException> undo =
        Undo.unlessKept(() -> FolderStore.uncreate(settings.folder(), SUBFOLDERS))) {
      // vault.json last: without it the folder is not a vault
      FolderSafety.requireNone(
          settings.folder(), FolderSafety.problems(settings.folder(), FolderSafety.FOLDERS));
      copies = KeyringCopies.write(store, Keyring.generate(id, chunkSize), key);
      copies.addMissing();
      store.put(VaultObjectName.VAULT, VaultFile.of(id, chunkSize).encode());
      undo.keep();
    }
    return new Vault(settings, store, copies);
  }

  /// Opens the vault in a folder. Fails with [VaultError#NOT_A_VAULT], [VaultError#WRONG_KEY],
  /// [VaultError#VAULT_VERSION_UNSUPPORTED], or an `OBJECT_` error where `vault.json` or the
  /// keyring is damaged.
  public static Vault open(VaultSettings settings, MasterKey key) {
    return open(settings, key, new FolderStore(settings.folder()));
  }

  static Vault open(VaultSettings settings, MasterKey key, ObjectStore store) {
    if (store.length(VaultObjectName.VAULT).isEmpty()
        && store.list(VaultObjectName.KEYS).isEmpty()) {
      throw Fault.of(VaultError.NOT_A_VAULT, "there is no vault at " + settings.folder())
          .hint("Make one with `ballast vault init`, or correct the path.");
    }
    try {
      return opened(settings, key, store);
    } catch (Fault fault) {
      throw Damage.whileOpening(fault);
    }
  }

  private static Vault opened(VaultSettings settings, MasterKey key, ObjectStore store) {
    VaultMarker marker = VaultMarker.read(store);
    if (marker.file().isPresent()) {
      // before a key is tried: an older keyring would make the right key seem wrong
      requireKnown(settings, marker.file().get().id(), Generations.newest(store).orElse(0));
    }
    KeyringCopies copies = KeyringCopies.open(store, key, marker);
    Keyring keyring = copies.keyring();
    requireKnown(settings, keyring.vault(), keyring.generation());
    return new Vault(settings, store, copies);
  }

  private static void requireKnown(VaultSettings settings, VaultId vault, int generation) {
    requireExpected(settings, vault);
    if (generation > 0) {
      EvidenceLog.requireNotRolledBack(settings.stateDirectory(), vault, generation);
    }
  }

  private static void requireExpected(VaultSettings settings, VaultId found) {
    if (settings.expected().filter(expected -> !expected.equals(found)).isPresent()) {
      throw Fault.of(
              VaultError.VAULT_ID_MISMATCH, "the folder " + settings.folder() + " is another vault")
          .detail("it has the id " + found + ", and " + settings.expected().get() + " was named")
          .hint(
              "Somebody put another vault in its place, or the path is wrong. Correct the path, or"
                  + " the id where the vault was replaced on purpose.");
    }
  }

  public VaultId id() {
    return parts.sealer().keyring().vault();
  }

  public int chunkSize() {
    return parts.sealer().keyring().chunkSize();
  }

  public Path folder() {
    return settings.folder();
  }

  /// Begins a deposit. It holds a lock of its own until it is closed; any number may be under
  /// way.
  ///
  /// Refuses at once what would refuse the commit: a folder that somebody else can write to, keys
  /// that were retired, an evidence log that is not as it was left.
  public Deposit beginDeposit(DepositOptions options) {
    return begin(DepositId.next(parts.clock().now()), options);
  }

  /// Begins a deposit of write-ahead log, as [#beginDeposit] does one of a backup. Its id sorts
  /// behind those of log that there are, also where the clock was set back: log is looked up from
  /// the newest deposit on.
  public Deposit beginLogDeposit(DepositOptions options) {
    Instant now = parts.clock().now();
    List<DepositId> before = logDeposits();
    DepositId id =
        before.isEmpty() ? DepositId.nextOfLog(now) : before.getLast().nextOfLogAfter(now);
    return begin(id, options);
  }

  private Deposit begin(DepositId deposit, DepositOptions options) {
    requireSafe();
    parts.evidence().requireInLine();
    FolderLocks.Hold hold;
    try (FolderLocks.Hold _ = parts.gate()) {
      Generations.requireInUse(parts.store(), parts.sealer().keyring());
      hold = parts.locks().create(deposit.text());
    }
    try (Undo<RuntimeException> undo = Undo.unlessKept(hold::remove)) {
      return undo.keep(new Deposit(parts, catalog, deposit, hold, options));
    }
  }

  /// The committed deposits of backups, oldest first.
  public List<DepositId> deposits() {
    return catalog.committed().stream().filter(id -> !id.holdsLog()).toList();
  }

  /// The committed deposits of write-ahead log, oldest first.
  public List<DepositId> logDeposits() {
    return catalog.committed().stream().filter(DepositId::holdsLog).toList();
  }

  /// What was streamed into the vault and is in no deposit yet.
  public Tails tails() {
    return new Tails(parts);
  }

  /// The record that was committed with a deposit; [VaultError#DEPOSIT_UNKNOWN] where there is no
  /// such deposit.
  public byte[] record(DepositId deposit) {
    String name = VaultObjectName.record(deposit);
    if (parts.store().length(name).isEmpty()) {
      throw Fault.of(VaultError.DEPOSIT_UNKNOWN, "the vault has no backup " + deposit)
          .hint("`ballast backup list` shows those it has.");
    }
    return catalog.record(deposit);
  }

  /// Says that chunks of a deposit will be read next, so that its index alone is loaded for them.
  public void expect(DepositId deposit) {
    catalog.expect(deposit);
  }

  /// What was worked out from this vault's content and is kept on this machine.
  public KeptNotes notes() {
    return new KeptNotes(settings.stateDirectory(), parts.sealer());
  }

  /// The plaintext of a chunk, checked.
  public byte[] read(ChunkRef ref) {
    if (ref.length() > chunkSize()) {
      throw new IllegalArgumentException("chunk " + ref + " is larger than a chunk can be");
    }
    byte[] plain = new byte[ref.length()];
    read(ref, plain, 0);
    return plain;
  }

  /// Reads a chunk, checked, into `into` from `offset` on. When this fails, `into` may hold
  /// anything.
  ///
  /// @return `ref.length()`
  public int read(ChunkRef ref, byte[] into, int offset) {
    chunks.read(ref, into, offset);
    return ref.length();
  }

  /// Reads a chunk, checked, into the next bytes of a direct buffer. When this fails, those may
  /// hold anything.
  public void read(ChunkRef ref, ByteBuffer into) {
    chunks.read(ref, into, true);
  }

  /// Reads a chunk as [#read(ChunkRef, ByteBuffer)] does, but compares it with its id only where a
  /// retired key sealed its pack; its authentication tag is checked in any case. So what a holder
  /// of the key in use put in its place is not noticed here.
  public void readAuthentic(ChunkRef ref, ByteBuffer into) {
    chunks.read(ref, into, false);
  }

  /// Whether these bytes are a chunk's content; reads nothing from the vault.
  public boolean isContent(ChunkRef ref, ByteBuffer content) {
    return chunks.isContent(ref, content);
  }

  /// The bytes of these chunks, one after the other. The stream is for one thread.
  public InputStream open(List<ChunkRef> refs) {
    return new ChunkedInput(this, refs);
  }

  /// Checks the whole vault: all objects, who needs them, the evidence log.
  ///
  /// @param threads how many packs are looked at side by side, at least 1
  public CheckReport check(CheckDepth depth, int threads) {
    return new Check(parts, catalog, copies, folderFindings(), depth).all(threads);
  }

  /// Checks everything that one deposit needs, chunks of older deposits included.
  ///
  /// @param threads how many packs are looked at side by side, at least 1
  public CheckReport check(CheckDepth depth, int threads, DepositId only) {
    return new Check(parts, catalog, copies, folderFindings(), depth).one(threads, only);
  }

  /// Compares what is stored with what the evidence log and the indexes say there is, without
  /// reading a pack: deposits that are gone or were put back, entries that were cut off, indexes
  /// and packs that are gone, folders that somebody else can write to. Errors among the findings
  /// speak against the vault, not against every deposit in it.
  public List<ObjectFinding> audit() {
    List<ObjectFinding> findings = new ArrayList<>();
    findings.addAll(folderFindings());
    VaultMarker.finding(parts.store(), copies.keyring()).ifPresent(findings::add);
    findings.addAll(copies.findings());
    findings.addAll(new Audit(parts).all(false).findings());
    Set<DepositId> named = new HashSet<>();
    findings.forEach(finding -> named.addAll(finding.affected()));
    for (ObjectFinding shortfall : shortfalls()) {
      // of a deposit that does not count as a whole nothing else is of interest
      if (!named.containsAll(shortfall.affected())) {
        findings.add(shortfall);
      }
    }
    return findings;
  }

  /// Indexes that cannot be read and packs that are gone or lost their end, with the deposits that
  /// need them. No pack is read.
  public List<ObjectFinding> shortfalls() {
    return catalog.shortfalls();
  }

  /// The same as [#audit()] beside a restore of one deposit: that older ones are gone says nothing
  /// against it, nor what it could be read without, so these are warnings. A newer one that is gone
  /// may be the one that was meant.
  public List<ObjectFinding> audit(DepositId restored) {
    DepositLedger ledger = parts.evidence().ledger();
    Optional<Long> entry = ledger.find(restored).map(DepositLedger.Line::entry);
    return audit().stream()
        .map(
            finding -> {
              boolean older =
                  !finding.affected().isEmpty()
                      && finding.affected().stream()
                          .allMatch(
                              id ->
                                  ledger.find(id).isPresent()
                                      && entry.isPresent()
                                      && ledger.find(id).get().entry() <= entry.get());
              return older ? finding.asWarning() : finding;
            })
        .toList();
  }

  private List<ObjectFinding> folderFindings() {
    List<ObjectFinding> findings = new ArrayList<>();
    unsafe.forEach(problem -> findings.add(unsafeFolder(Severity.ERROR, problem)));
    FolderSafety.warnings(settings.folder())
        .forEach(warning -> findings.add(unsafeFolder(Severity.WARNING, warning)));
    return findings;
  }

  private static ObjectFinding unsafeFolder(Severity severity, String problem) {
    return new ObjectFinding(
        "folder", severity, VaultError.VAULT_FOLDER_UNSAFE, problem, List.of());
  }

  private void requireSafe() {
    FolderSafety.requireNone(settings.folder(), unsafe);
  }

  /// Recreates the index of a committed deposit from the tables in its packs, where it is
  /// missing or damaged. The packs must be sound. What the deposit shares with older ones is then
  /// no longer known; [#repair] knows it from the depositor.
  ///
  /// @return whether there was need; a sound index is left as it is
  public boolean rebuildIndex(DepositId deposit) {
    requireSafe();
    try (FolderLocks.Hold _ = parts.gate()) {
      return new IndexRebuild(parts, catalog).run(deposit, Optional.empty());
    }
  }

  /// Makes again what can be: `vault.json`, a copy of the keyring, indexes.
  public RepairReport repair(DepositNeeds needs) {
    requireSafe();
    return new Repair(parts, catalog, copies, needs).run();
  }

  /// What [#remove] would remove now. Writes nothing.
  public ReclaimPlan planRemoval(Set<DepositId> deposits, DepositNeeds needs) {
    return new Removal(parts, catalog, needs).plan(deposits);
  }

  /// Removes deposits, then the packs that no other deposit needs, as [Reclaim] says. Each removal
  /// is an entry of the evidence log before it is done. Where this is stopped, the next sweep and
  /// the next removal do the rest; meanwhile every other deposit can be read in full.
  ///
  /// Refused with [VaultError#DEPOSIT_NEEDS_UNKNOWN], before anything is removed, where what
  /// another
  /// deposit needs cannot be known.
  ///
  /// @param reasons why each of them goes, for the log; none to remove packs only
  public ReclaimPlan remove(Map<DepositId, String> reasons, DepositNeeds needs) {
    requireSafe();
    return new Removal(parts, catalog, needs).run(reasons);
  }

  /// Removes what killed deposits and other killed writers left. Never touches a deposit under
  /// way, in whatever process, nor anything a committed deposit needs. What was stopped after its
  /// record and before its entry in the evidence log gets that entry.
  public SweepReport sweep() {
    requireSafe();
    return new Sweep(parts, catalog, copies).run();
  }

  /// Does of [#sweep] what concerns killed deposits, and reads the evidence log only where there
  /// was one: for who writes often and little.
  public SweepReport sweepDeposits() {
    requireSafe();
    return new Sweep(parts, catalog, copies).ofDeposits();
  }

  /// Wraps the keyring with another master key, which from now on is the only one that opens the
  /// vault, and adds keys for the objects to come. No object is rewritten: anyone who had the old
  /// key *and* a copy of the old keyring can still read what was stored before, and add nothing.
  ///
  /// Refused with [VaultError#VAULT_BUSY] while a deposit is under way, for it could not be
  /// committed any more. From here on this vault is for reading; open it again to write.
  ///
  /// Order: what was stopped is finished, for that takes the old keys; then the keyring, which
  /// notes where the log stands, and its second copy, then the log's first entry under the new
  /// keys, then the old keyring goes. Where it stops after the keyring, anyone who appends next
  /// writes that entry, and the next sweep the copy.
  ///
  /// @return the keyring's new generation
  public int rotateMasterKey(MasterKey next) {
    sweep();
    try (FolderLocks.Hold _ = parts.gate()) {
      requireNoDepositUnderWay();
      tails().requireNone();
      KeyringCopies rotated = parts.evidence().standingAt(boundary -> retire(boundary, next));
      Keyring keyring = rotated.keyring();
      try {
        rotated.addMissing();
        log(settings, parts.store(), parts.locks(), new Sealer(keyring)).finishRotation();
      } catch (Fault fault) {
        throw fault.hint(
            "The key is rotated: use the new one. What is left to do, the next command that writes"
                + " does.");
      }
      removeGenerationsBefore(keyring.generation());
      return keyring.generation();
    }
  }

  private KeyringCopies retire(Boundary boundary, MasterKey next) {
    return KeyringCopies.write(parts.store(), parts.sealer().keyring().next(boundary), next);
  }

  private void requireNoDepositUnderWay() {
    for (String name : parts.locks().names()) {
      if (DepositId.isDepositId(name)) {
        Optional<FolderLocks.Hold> hold = parts.locks().tryExisting(name);
        if (hold.isEmpty()) {
          throw Fault.of(VaultError.VAULT_BUSY, "a backup is under way, and its key cannot change")
              .detail("backup " + name)
              .hint("Rotate the key when it is done.");
        }
        hold.get().close();
      }
    }
  }

  private void removeGenerationsBefore(int generation) {
    List<String> superseded = new ArrayList<>();
    for (StoredObject object : parts.store().list(VaultObjectName.KEYS)) {
      Optional<Long> number = VaultObjectName.generation(object.name());
      if (number.isPresent() && number.get() < generation) {
        superseded.add(object.name());
      }
    }
    parts.store().remove(superseded);
  }

  /// The evidence log.
  public EvidenceLog evidence() {
    return parts.evidence();
  }

  /// Closes files and frees native memory. Deposits under way must be closed before.
  @Override
  public void close() {
    parts.codecs().close();
    parts.store().close();
  }
}
