package dev.ballast.vault.log;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Proof;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.ObjectKind;
import dev.ballast.vault.format.ObjectName;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.store.FolderLocks;
import dev.ballast.vault.store.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;

/// An append-only, hash-chained log in a vault. Safe for any number of threads, and for several
/// processes that append at once.
///
/// Each entry holds the hash of the one before it, so a changed, dropped or misplaced entry
/// shows. What a chain cannot show by itself is that its end was cut off; for that the newest
/// head is kept in the state directory, outside of the vault.
public final class EvidenceLog {
  /// The vault's lock that appending holds.
  public static final String LOCK = "evidence";

  private static final Duration LOCK_WAIT = Duration.ofSeconds(60);
  private static final String PROOF = "proof";

  private final ObjectStore store;
  private final FolderLocks locks;
  private final Sealer sealer;
  private final Clock clock;
  private final KeptHeads heads;
  private final ReentrantLock appending = new ReentrantLock();

  /// @param stateDirectory where the heads are kept, apart from the vault
  public EvidenceLog(
      ObjectStore store, FolderLocks locks, Sealer sealer, Clock clock, Path stateDirectory) {
    this.store = store;
    this.locks = locks;
    this.sealer = sealer;
    this.clock = clock;
    this.heads = new KeptHeads(stateDirectory, sealer);
  }

  /// Appends a proof, as an entry of the kind `proof`.
  public EvidenceEntry append(Proof proof) {
    return append(PROOF, proof);
  }

  /// Appends an entry; it is durable when this returns. Refuses with
  /// [VaultError#EVIDENCE_REFUTED] to go on with a log that contradicts its kept head, for that
  /// would hide what happened to it.
  ///
  /// @param kind lower case with hyphens, at most 40 characters
  /// @param payload what is written as JSON
  public EvidenceEntry append(String kind, Record payload) {
    if (!kind.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("not a kind of evidence: " + kind);
    }
    appending.lock();
    try (FolderLocks.Hold _ = locks.acquire(LOCK, LOCK_WAIT)) {
      Optional<Head> newest = newestInLineWithKept();
      long seq = newest.map(head -> head.seq() + 1).orElse(1L);
      String previous = newest.map(Head::hash).orElseGet(() -> EntryCodec.beginning(vault()));
      byte[] bytes =
          EntryCodec.encode(
              seq, clock.now(), vault(), previous, new EntryCodec.Payload(kind, payload));
      String name = ObjectName.evidence(seq);
      store.put(name, sealer.seal(ObjectKind.EVIDENCE, name, bytes));
      EvidenceEntry entry = EntryCodec.decode(bytes);
      heads.write(entry.head());
      return entry;
    } finally {
      appending.unlock();
    }
  }

  private VaultId vault() {
    return sealer.keyring().vault();
  }

  /// The newest entry, after every entry since the kept head was seen to follow from it. A log
  /// that is ahead is fine: a crash came between an entry and its head, or another machine
  /// appended.
  private Optional<Head> newestInLineWithKept() {
    Optional<Head> kept = heads.read();
    long last = ChainCheck.sequence(store).stream().mapToLong(Long::longValue).max().orElse(0);
    if (kept.isEmpty()) {
      return last == 0 ? Optional.empty() : Optional.of(read(last).head());
    }
    Head at = kept.get();
    if (last < at.seq()) {
      throw contradiction("the log ends at entry " + last + ", the kept head is " + at.seq());
    }
    EvidenceEntry entry = read(at.seq());
    if (!entry.hash().equals(at.hash())) {
      throw contradiction("entry " + at.seq() + " is not the one the kept head remembers");
    }
    while (entry.seq() < last) {
      EvidenceEntry next = read(entry.seq() + 1);
      if (!next.previous().equals(entry.hash())) {
        throw contradiction("entry " + next.seq() + " does not follow from the one before it");
      }
      entry = next;
    }
    return Optional.of(entry.head());
  }

  private Fault contradiction(String detail) {
    return Fault.of(VaultError.EVIDENCE_REFUTED, "the evidence log contradicts its kept head")
        .detail(detail + "; kept at " + heads.file())
        .hint(
            "Run `ballast evidence verify`, and fetch the entries from another copy of the vault."
                + " To go on without them, remove that file.");
  }

  /// All entries, oldest first. Fails on the first that is missing or damaged; [#verify] names
  /// all.
  public List<EvidenceEntry> list() {
    return ChainCheck.sequence(store).stream().map(this::read).toList();
  }

  /// One entry; [VaultError#OBJECT_MISSING] where there is none.
  public EvidenceEntry read(long seq) {
    String name = ObjectName.evidence(seq);
    byte[] bytes = sealer.unseal(ObjectKind.EVIDENCE, name, store.get(name));
    try {
      return EntryCodec.decode(bytes);
    } catch (JacksonException e) {
      throw Damage.damaged(name, "it is no entry").cause(e);
    }
  }

  /// The newest entry as a head to keep; empty for an empty log.
  public Optional<Head> head() {
    List<Long> sequence = ChainCheck.sequence(store);
    return sequence.isEmpty() ? Optional.empty() : Optional.of(read(sequence.getLast()).head());
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

  private ChainReport verify(List<Head> given) {
    ChainReport report = new ChainCheck(store, sealer, heads).run(given);
    if (report.verdict().isProved() && report.head().isPresent()) {
      keep(report.head().get());
    }
    return report;
  }

  /// Moves the kept head on after a verification that proved the log as far as `head`.
  private void keep(Head head) {
    if (heads.read().map(Head::seq).orElse(0L) >= head.seq()) {
      return;
    }
    try (FolderLocks.Hold _ = locks.acquire(LOCK, LOCK_WAIT)) {
      if (heads.read().map(Head::seq).orElse(0L) < head.seq()) {
        heads.write(head);
      }
    }
  }
}
