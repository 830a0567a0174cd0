package dev.ballast.vault;

import static java.util.Objects.checkFromIndexSize;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.Codec;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.log.VaultEvent;
import dev.ballast.vault.sealed.SealedObject;
import dev.ballast.vault.store.FolderLocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// One backup on its way into the vault. [#put] is for any number of threads; the rest is for
/// one, [#commit] after the last `put` returned.
///
/// Nothing of it is visible before [#commit] returns. [#close] without a commit removes what was
/// written; a process that dies leaves that to [Vault#sweep].
public final class Deposit implements AutoCloseable {
  /// The largest record; larger manifests go into chunks, and the record holds their references.
  public static final int MAX_RECORD_BYTES = 16 << 20;

  private final VaultParts parts;
  private final Catalog catalog;
  private final DepositId id;
  private final FolderLocks.Hold hold;
  private final DepositOptions options;
  private final Catalog.Reusable reusable;
  private final PackWriter packs;
  private final Set<ChunkId> seen = ConcurrentHashMap.newKeySet();
  private final Map<ChunkId, ChunkLocation> reused = new ConcurrentHashMap<>();
  private final LongAdder chunks = new LongAdder();
  private final LongAdder plainBytes = new LongAdder();
  private final LongAdder newChunks = new LongAdder();
  private final LongAdder newPlainBytes = new LongAdder();
  private final LongAdder storedBytes = new LongAdder();
  private volatile State state = State.OPEN;

  private enum State {
    OPEN,
    RECORDED,
    COMMITTED,
    CLOSED
  }

  /// @param hold the lock of this deposit, which it releases
  Deposit(
      VaultParts parts,
      Catalog catalog,
      DepositId id,
      FolderLocks.Hold hold,
      DepositOptions options) {
    this.parts = parts;
    this.catalog = catalog;
    this.id = id;
    this.hold = hold;
    this.options = options;
    this.reusable = options.reusing() ? catalog.reusable() : Catalog.Reusable.NONE;
    this.packs = new PackWriter(parts, id, options.packBytes());
  }

  public DepositId id() {
    return id;
  }

  /// Stores a chunk unless the vault has it, and returns how to refer to it. Hashing, compression
  /// and encryption happen on the calling thread.
  ///
  /// @param length 1 to the vault's chunk size
  public ChunkRef put(byte[] plain, int offset, int length) {
    checkFromIndexSize(offset, length, plain.length);
    if (length < 1 || length > parts.sealer().keyring().chunkSize()) {
      throw new IllegalArgumentException("not the length of a chunk: " + length);
    }
    if (state != State.OPEN) {
      throw new IllegalStateException("the deposit is closed");
    }
    Codec codec = parts.codecs().take();
    try {
      ChunkId chunk = codec.id(plain, offset, length);
      chunks.increment();
      plainBytes.add(length);
      if (seen.add(chunk)) {
        keepOrFail(codec, chunk, plain, offset, length);
      }
      return new ChunkRef(chunk, length);
    } finally {
      parts.codecs().give(codec);
    }
  }

  /// Other threads rely on the chunk from now on: any failure is the whole deposit's.
  private void keepOrFail(Codec codec, ChunkId chunk, byte[] plain, int offset, int length) {
    Fault unforeseen = Fault.of(CommonError.INTERNAL_ERROR, "storing a chunk failed");
    try (Undo<RuntimeException> undo = Undo.unlessKept(() -> packs.fail(unforeseen))) {
      try {
        keep(codec, chunk, plain, offset, length);
      } catch (Fault fault) {
        packs.fail(fault);
        throw fault;
      }
      undo.keep();
    }
  }

  private void keep(Codec codec, ChunkId chunk, byte[] plain, int offset, int length) {
    Optional<ChunkLocation> old = reusable.find(chunk);
    if (old.isPresent()) {
      reused.put(chunk, old.get());
      return;
    }
    Codec.Encoded encoded = codec.encode(plain, offset, length, options.zstdLevel());
    packs.reserve(chunk, length, encoded).write(codec, encoded);
    newChunks.increment();
    newPlainBytes.add(length);
    storedBytes.add(encoded.stored());
  }

  /// Whether an older deposit has the chunk in a pack that can be relied on.
  public boolean canReuse(ChunkRef ref) {
    return older(ref).isPresent();
  }

  /// Refers to a chunk of an older deposit by its reference alone, without its content: this
  /// deposit then needs it as if it had been put. False where [#canReuse] is.
  public boolean reuse(ChunkRef ref) {
    Optional<ChunkLocation> old = older(ref);
    old.ifPresent(place -> reused.put(ref.id(), place));
    return old.isPresent();
  }

  private Optional<ChunkLocation> older(ChunkRef ref) {
    return reusable.find(ref.id()).filter(place -> place.entry().plain() == ref.length());
  }

  /// A stream that is stored chunk by chunk, for one thread.
  public ChunkedOutput output() {
    return new ChunkedOutput(this, parts.sealer().keyring().chunkSize());
  }

  /// Packs and indexes of older deposits that are damaged as far as can be seen without reading
  /// them in full. This deposit does not rely on them and stores their chunks again.
  public List<ObjectFinding> findings() {
    return List.copyOf(reusable.findings());
  }

  /// The totals up to now.
  public DepositTotals totals() {
    return new DepositTotals(
        chunks.sum(), plainBytes.sum(), newChunks.sum(), newPlainBytes.sum(), storedBytes.sum());
  }

  /// Commits a deposit that nothing speaks against.
  public void commit(byte[] record) {
    commit(record, Optional.empty());
  }

  /// Makes the deposit durable and visible: packs, then the index, then the record, and last the
  /// entry in the evidence log, which makes it one that counts. When it fails, nothing of the
  /// deposit stays after [#close], unless nobody can tell whether the entry was written: then a
  /// sweep finds that out.
  ///
  /// @param record what the depositor wants to find again under this deposit's id
  /// @param quarantine why the deposit must not be trusted, where it must not: for the log
  public void commit(byte[] record, Optional<String> quarantine) {
    if (state != State.OPEN) {
      throw new IllegalStateException("the deposit is closed");
    }
    if (record.length > MAX_RECORD_BYTES) {
      throw new IllegalArgumentException("the record has " + record.length + " bytes");
    }
    DepositIndex index = new DepositIndex(packs.finish(), reuse());
    SealedObject storedIndex =
        parts.objects().put(SealedObjectKind.INDEX, VaultObjectName.index(id), index.encode());
    SealedObject storedRecord =
        parts.objects().put(SealedObjectKind.RECORD, VaultObjectName.record(id), record);
    state = State.RECORDED;
    List<String> hashes = List.of(storedRecord.hash(), storedIndex.hash());
    parts.evidence().append(committed(id, hashes, index, quarantine));
    state = State.COMMITTED;
    packs.close();
    catalog.add(id, index);
    hold.remove();
  }

  /// What the log says of a deposit.
  ///
  /// @param hashes of the stored record and the stored index
  static VaultEvent committed(
      DepositId id, List<String> hashes, DepositIndex index, Optional<String> quarantine) {
    long chunks =
        index.packs().stream().mapToLong(pack -> pack.entries().size()).sum()
            + index.reused().stream().mapToLong(reuse -> reuse.ordinals().size()).sum();
    return new VaultEvent.Committed(
        id,
        hashes.get(0),
        hashes.get(1),
        index.packs().size(),
        chunks,
        index.packs().stream().mapToLong(DepositIndex.Pack::length).sum(),
        quarantine);
  }

  private List<DepositIndex.Reuse> reuse() {
    Map<String, Set<Integer>> byPack = new TreeMap<>();
    for (ChunkLocation place : reused.values()) {
      byPack.computeIfAbsent(place.pack(), name -> new TreeSet<>()).add(place.entry().ordinal());
    }
    List<DepositIndex.Reuse> reuses = new ArrayList<>();
    byPack.forEach(
        (pack, ordinals) -> reuses.add(new DepositIndex.Reuse(pack, List.copyOf(ordinals))));
    return reuses;
  }

  /// Without a commit, removes all that was written. The record goes first and the lock's file
  /// last, so that whatever interrupts this leaves something that a sweep knows as abandoned.
  @Override
  public void close() {
    State reached = state;
    if (reached == State.COMMITTED || reached == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    try {
      packs.close();
      if (reached == State.RECORDED && mayBeLogged()) {
        return;
      }
      parts.store().remove(List.of(VaultObjectName.record(id)));
      parts.store().remove(List.of(VaultObjectName.index(id)));
      parts.store().remove(packs.names());
      hold.remove();
    } finally {
      hold.close();
    }
  }

  /// Whether the entry may have been written although that failed. Then the objects stay, with the
  /// lock's file, by which a sweep knows that there is something to finish.
  private boolean mayBeLogged() {
    try {
      return parts.evidence().ledger().find(id).isPresent();
    } catch (Fault unreadable) {
      CommonError.keepInterrupt(unreadable);
      return true;
    }
  }
}
