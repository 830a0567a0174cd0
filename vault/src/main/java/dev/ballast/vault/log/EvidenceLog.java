package dev.ballast.vault.log;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Proof;
import dev.ballast.vault.format.Boundary;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.Keyring;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.sealed.Generations;
import dev.ballast.vault.sealed.SealedObject;
import dev.ballast.vault.sealed.SealedObjects;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/// An append-only, hash-chained log in a vault. Safe for any number of threads, and for several
/// processes that append at once.
///
/// Each entry holds the hash of the one before it, so a changed, dropped or misplaced entry
/// shows. What a chain cannot show by itself is that its end was cut off; for that the newest
/// head is kept in the state directory, outside of the vault. What older keys sealed counts only
/// as far as the boundary at which they were retired.
public final class EvidenceLog {
  /// The vault's lock that appending holds.
  public static final String LOCK = "evidence";

  private static final Duration LOCK_WAIT = Duration.ofSeconds(60);
  static final String PROOF = "proof";

  private final ObjectStore store;
  private final FolderLocks locks;
  private final Sealer sealer;
  private final Clock clock;
  private final SealedObjects objects;
  private final KeptHeads heads;
  private final ReentrantLock appending = new ReentrantLock();

  /// @param stateDirectory where the heads are kept, apart from the vault
  public EvidenceLog(
      ObjectStore store, FolderLocks locks, Sealer sealer, Clock clock, Path stateDirectory) {
    this.store = store;
    this.locks = locks;
    this.sealer = sealer;
    this.clock = clock;
    this.objects = new SealedObjects(store, sealer);
    this.heads = new KeptHeads(stateDirectory, sealer);
  }

  /// Refuses a keyring that is older than one that was seen on this machine, before a key is tried
  /// on it.
  public static void requireNotRolledBack(Path stateDirectory, VaultId vault, int generation) {
    KeptHeads.requireNotRolledBack(KeptHeads.seenGeneration(stateDirectory, vault), generation);
  }

  /// Appends a proof, as an entry of the kind `proof`.
  public EvidenceEntry append(Proof proof) {
    return append(PROOF, proof);
  }

  /// Appends what happened to the vault itself.
  public EvidenceEntry append(VaultEvent event) {
    return append(new EntryCodec.Payload(event.kind(), event));
  }

  /// Appends an entry; it is durable when this returns. Refuses with
  /// [VaultError#EVIDENCE_REFUTED] to continue with a log that contradicts its kept head, for that
  /// would hide what happened to it.
  ///
  /// @param kind lower case with hyphens, at most 40 characters
  /// @param payload what is written as JSON
  public EvidenceEntry append(String kind, Record payload) {
    if (!kind.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("not a kind of evidence: " + kind);
    }
    return append(new EntryCodec.Payload(kind, payload));
  }

  private EvidenceEntry append(EntryCodec.Payload payload) {
    appending.lock();
    try (FolderLocks.Hold _ = locks.acquire(LOCK, LOCK_WAIT)) {
      return write(newestOfThisKey(), payload);
    } finally {
      appending.unlock();
    }
  }

  /// Calls `retire` with the place where the log stands, while nobody can append.
  public <T> T standingAt(Function<Boundary, T> retire) {
    appending.lock();
    try (FolderLocks.Hold _ = locks.acquire(LOCK, LOCK_WAIT)) {
      return retire.apply(
          newestOfThisKey()
              .map(head -> new Boundary(head.seq(), head.hash()))
              .orElse(Boundary.OF_EMPTY_LOG));
    } finally {
      appending.unlock();
    }
  }

  /// Refuses, as [#append(String, Record)] would, to continue with this log. For anyone who is
  /// about to work long before it appends.
  public void requireInLine() {
    Generations.requireInUse(store, sealer.keyring());
    newestInLineWithKept();
  }

  /// The newest entry. Where the last rotation was stopped before it wrote its own, that is written
  /// first.
  private Optional<Head> newestOfThisKey() {
    Keyring keyring = sealer.keyring();
    Generations.requireInUse(store, keyring);
    Optional<Head> newest = newestInLineWithKept();
    Optional<Boundary> boundary = keyring.lastBoundary();
    if (boundary.isEmpty() || newest.map(Head::seq).orElse(0L) != boundary.get().seq()) {
      return newest;
    }
    VaultEvent rotated =
        new VaultEvent.KeyRotated(
            keyring.generation(), boundary.get().seq(), boundary.get().hash(), ledger().lines());
    return Optional.of(write(newest, new EntryCodec.Payload(rotated.kind(), rotated)).head());
  }

  /// Writes the first entry of the keys in use, where it is missing still.
  public void finishRotation() {
    standingAt(Function.identity());
  }

  private EvidenceEntry write(Optional<Head> newest, EntryCodec.Payload payload) {
    long seq = newest.map(head -> head.seq() + 1).orElse(1L);
    String previous = newest.map(Head::hash).orElseGet(() -> EntryCodec.prefix(vault()));
    byte[] bytes = EntryCodec.encode(seq, clock.now(), vault(), previous, payload);
    objects.put(SealedObjectKind.EVIDENCE, VaultObjectName.evidence(seq), bytes);
    EvidenceEntry entry = EntryCodec.decode(bytes);
    heads.write(entry.head());
    return entry;
  }

  private VaultId vault() {
    return sealer.keyring().vault();
  }

  /// The newest entry, after every entry since the kept head (or since the boundary of older keys,
  /// where that is newer) was seen to follow from it. A log that is ahead is fine: a crash came
  /// between an entry and its head, or another machine appended.
  private Optional<Head> newestInLineWithKept() {
    Optional<Head> kept = heads.read();
    Optional<Head> boundary = ChainCheck.boundary(sealer.keyring());
    long last = ChainCheck.sequence(store).stream().mapToLong(Long::longValue).max().orElse(0);
    boolean newerKept =
        kept.isPresent() && (boundary.isEmpty() || kept.get().seq() > boundary.get().seq());
    Optional<Head> known = newerKept ? kept : boundary;
    if (known.isEmpty()) {
      return last == 0 ? Optional.empty() : Optional.of(open(last).head());
    }
    Head at = known.get();
    String whose = newerKept ? "the kept head" : "the boundary of the older keys";
    if (last < at.seq()) {
      throw contradiction("the log ends at entry " + last + ", " + whose + " is " + at.seq());
    }
    EvidenceEntry entry = open(at.seq());
    if (!entry.hash().equals(at.hash())) {
      throw contradiction("entry " + at.seq() + " is not the one that " + whose + " remembers");
    }
    while (entry.seq() < last) {
      EvidenceEntry next = open(entry.seq() + 1);
      if (!next.previous().equals(entry.hash())) {
        throw contradiction("entry " + next.seq() + " does not follow from the one before it");
      }
      entry = next;
    }
    return Optional.of(entry.head());
  }

  private Fault contradiction(String detail) {
    return Fault.of(VaultError.EVIDENCE_REFUTED, "the evidence log is not as it was left")
        .detail(detail + " (" + heads.file() + ")")
        .hint(
            "Run `ballast evidence verify`. If the vault was restored from an older copy on"
                + " purpose, remove that file.");
  }

  /// All entries, oldest first. An entry that is not as it was written is an error here; see
  /// [#verify()] for what is wrong with it.
  public List<EvidenceEntry> list() {
    NavigableMap<Long, EvidenceEntry> authentic = check().authentic();
    return ChainCheck.sequence(store).stream().map(seq -> vouched(seq, authentic)).toList();
  }

  /// One entry; [VaultError#ENTRY_UNKNOWN] where none was written under that number, as far as the
  /// log and its kept head say, and [VaultError#OBJECT_MISSING] where it is gone.
  public EvidenceEntry read(long seq) {
    requireWritten(seq);
    boolean past = ChainCheck.boundary(sealer.keyring()).filter(b -> seq <= b.seq()).isPresent();
    return past ? vouched(seq, check().authentic()) : open(seq);
  }

  private void requireWritten(long seq) {
    long stored = ChainCheck.sequence(store).stream().mapToLong(Long::longValue).max().orElse(0);
    if (seq >= 1 && seq <= stored) {
      return;
    }
    long retired = ChainCheck.boundary(sealer.keyring()).map(Head::seq).orElse(0L);
    long known = Math.max(retired, heads.read().map(Head::seq).orElse(0L));
    if (seq < 1 || seq > known) {
      long last = Math.max(stored, known);
      throw Fault.of(VaultError.ENTRY_UNKNOWN, "the log has no entry " + seq)
          .detail(last == 0 ? "It is empty." : "Its entries are 1 to " + last + ".")
          .hint("`ballast evidence list` prints them.");
    }
  }

  private ChainCheck check() {
    return new ChainCheck(store, sealer, heads);
  }

  private EvidenceEntry vouched(long seq, NavigableMap<Long, EvidenceEntry> authentic) {
    EvidenceEntry entry = authentic.get(seq);
    if (entry != null) {
      return entry;
    }
    open(seq);
    throw Damage.damaged(
        VaultObjectName.evidence(seq),
        "the chain does not lead to it from where its key was retired");
  }

  /// An entry that opens with the key of its time.
  private EvidenceEntry open(long seq) {
    String name = VaultObjectName.evidence(seq);
    SealedObject object = objects.fetch(SealedObjectKind.EVIDENCE, name);
    if (object.kek() != sealer.keyring().kekOfEntry(seq)) {
      throw Damage.damaged(name, ChainCheck.WRONG_TIME);
    }
    byte[] bytes = objects.open(object);
    try {
      return EntryCodec.decode(bytes);
    } catch (JacksonException e) {
      throw Damage.damaged(name, "it is no entry").cause(e);
    }
  }

  /// The newest entry as a head to keep; empty for an empty log.
  public Optional<Head> head() {
    return newest().map(EvidenceEntry::head);
  }

  /// The newest entry; empty for an empty log.
  public Optional<EvidenceEntry> newest() {
    List<Long> sequence = ChainCheck.sequence(store);
    return sequence.isEmpty() ? Optional.empty() : Optional.of(read(sequence.getLast()));
  }

  /// Verifies the chain against the head that is kept in the state directory, if there is one.
  public ChainReport verify() {
    return verify(List.of());
  }

  /// Verifies the chain against a head the operator kept, and the one in the state directory, if
  /// there is one.
  public ChainReport verify(Head given) {
    return verify(List.of(given));
  }

  /// Verifies the chain against heads the operator kept, and the one in the state directory, if
  /// there is one. Where nothing speaks against the log its head is kept there from now on, so that
  /// the next verification on this machine knows it.
  public ChainReport verify(List<Head> given) {
    Generations.requireInUse(store, sealer.keyring());
    ChainCheck check = check();
    ChainReport report = check.run(given);
    if (report.findings().isEmpty() && !check.headAltered() && report.head().isPresent()) {
      keep(report.head().get());
    }
    return report;
  }

  /// The entries that are authentic, oldest first, whatever else is wrong with the log. Nothing is
  /// kept.
  public List<EvidenceEntry> authentic() {
    return List.copyOf(check().authentic().values());
  }

  /// The deposits there are, by the entries that are authentic.
  public DepositLedger ledger() {
    return DepositLedger.of(authentic());
  }

  /// Moves the kept head on after a verification that had nothing against the log as far as
  /// `head`. Where the state directory or the vault cannot be written to, it stays where it is.
  private void keep(Head head) {
    if (heads.read().map(Head::seq).orElse(0L) >= head.seq()) {
      return;
    }
    try (FolderLocks.Hold _ = locks.acquire(LOCK, LOCK_WAIT)) {
      if (heads.read().map(Head::seq).orElse(0L) < head.seq()) {
        heads.write(head);
      }
    } catch (Fault fault) {
      if (fault.code() != VaultError.VAULT_NOT_WRITABLE) {
        throw fault;
      }
    }
  }
}
