package dev.ballast.vault;

import static java.util.Objects.checkFromIndexSize;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.Codec;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.ObjectKind;
import dev.ballast.vault.format.ObjectName;
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
  private final Map<ChunkId, Place> reused = new ConcurrentHashMap<>();
  private final LongAdder chunks = new LongAdder();
  private final LongAdder plainBytes = new LongAdder();
  private final LongAdder newChunks = new LongAdder();
  private final LongAdder newPlainBytes = new LongAdder();
  private final LongAdder storedBytes = new LongAdder();
  private volatile State state = State.OPEN;

  private enum State {
    OPEN,
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
    this.reusable = catalog.reusable();
    this.packs = new PackWriter(parts, id, options.packBytes());
  }

  public DepositId id() {
    return id;
  }

  /// Stores a chunk unless the vault has it, and tells how to refer to it. Hashing, compression
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
        boolean kept = false;
        try {
          keep(codec, chunk, plain, offset, length);
          kept = true;
        } catch (Fault fault) {
          packs.fail(fault);
          throw fault;
        } finally {
          // other threads rely on the chunk from now on: any failure is the whole deposit's
          if (!kept) {
            packs.fail(Fault.of(CommonError.INTERNAL_ERROR, "storing a chunk failed"));
          }
        }
      }
      return new ChunkRef(chunk, length);
    } finally {
      parts.codecs().give(codec);
    }
  }

  private void keep(Codec codec, ChunkId chunk, byte[] plain, int offset, int length) {
    Optional<Place> old = reusable.find(chunk);
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

  /// Makes the deposit durable and visible: packs, then the index, and last the record, which
  /// alone makes it one that counts. When it fails, nothing of the deposit stays after [#close].
  ///
  /// @param record what the depositor wants to find again under this deposit's id
  public void commit(byte[] record) {
    if (state != State.OPEN) {
      throw new IllegalStateException("the deposit is closed");
    }
    if (record.length > MAX_RECORD_BYTES) {
      throw new IllegalArgumentException("the record has " + record.length + " bytes");
    }
    DepositIndex index = new DepositIndex(packs.finish(), reuse());
    put(ObjectKind.INDEX, ObjectName.index(id), index.encode());
    put(ObjectKind.RECORD, ObjectName.record(id), record);
    state = State.COMMITTED;
    packs.close();
    catalog.add(id, index);
    hold.remove();
  }

  private void put(ObjectKind kind, String name, byte[] plain) {
    parts.store().put(name, parts.sealer().seal(kind, name, plain));
  }

  private List<DepositIndex.Reuse> reuse() {
    Map<String, Set<Integer>> byPack = new TreeMap<>();
    for (Place place : reused.values()) {
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
    if (state != State.OPEN) {
      return;
    }
    state = State.CLOSED;
    try {
      packs.close();
      parts.store().remove(List.of(ObjectName.record(id)));
      parts.store().remove(List.of(ObjectName.index(id)));
      parts.store().remove(packs.names());
      hold.remove();
    } finally {
      hold.close();
    }
  }
}
