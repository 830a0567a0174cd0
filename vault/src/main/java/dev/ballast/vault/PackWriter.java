package dev.ballast.vault;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.Codec;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.DepositIndex;
import dev.ballast.vault.format.ObjectKey;
import dev.ballast.vault.format.PackEntry;
import dev.ballast.vault.format.PackTable;
import dev.ballast.vault.format.SealedObjectKind;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultObjectName;
import dev.ballast.vault.store.ObjectStore;
import dev.ballast.vault.store.StagedObject;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Appends the chunks of one deposit to its packs. [#reserve] and [Slot#write] are for any number
/// of threads, the rest for one.
///
/// Only the giving out of places is serialised. Workers encrypt and write their chunks side by
/// side, and a thread of its own closes full packs, so that nobody waits for the disk until
/// [#MAX_OPEN_PACKS] are being filled or synced.
final class PackWriter implements AutoCloseable {
  static final int MAX_OPEN_PACKS = 3;

  private final ObjectStore store;
  private final Sealer sealer;
  private final DepositId deposit;
  private final int packBytes;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<OpenPack> full = new ArrayDeque<>();
  private final List<OpenPack> open = new ArrayList<>();
  private final List<DepositIndex.Pack> finished = new ArrayList<>();
  private @Nullable OpenPack current;
  private @Nullable Fault failure;
  private @Nullable Thread closer;
  private int packs;
  private boolean stopping;

  PackWriter(VaultParts parts, DepositId deposit, int packBytes) {
    this.store = parts.store();
    this.sealer = parts.sealer();
    this.deposit = deposit;
    this.packBytes = packBytes;
  }

  private static final class OpenPack {
    private final ObjectKey key;
    private final StagedObject staged;
    private final List<PackEntry> entries = new ArrayList<>();
    private long end = Sealer.HEADER_BYTES;
    private int writing;
    private boolean closed;

    private OpenPack(ObjectKey key, StagedObject staged) {
      this.key = key;
      this.staged = staged;
    }
  }

  /// A place in a pack that is the caller's to fill, once.
  final class Slot {
    private final OpenPack pack;
    private final PackEntry entry;

    private Slot(OpenPack pack, PackEntry entry) {
      this.pack = pack;
      this.entry = entry;
    }

    /// Encrypts and writes the chunk.
    void write(Codec codec, Codec.Encoded encoded) {
      ByteBuffer sealed = codec.encrypt(pack.key, entry, encoded);
      pack.staged.write(sealed, entry.offset());
      lock.lock();
      try {
        pack.writing--;
        enqueueIfFull(pack);
      } finally {
        lock.unlock();
      }
    }
  }

  /// The next place, as large as `encoded` needs. Waits while too many packs are open.
  Slot reserve(ChunkId id, int plain, Codec.Encoded encoded) {
    lock.lock();
    try {
      OpenPack pack = currentPack();
      PackEntry entry =
          new PackEntry(
              id, pack.entries.size(), pack.end, encoded.stored(), plain, encoded.encoding());
      pack.entries.add(entry);
      pack.end += encoded.stored();
      pack.writing++;
      if (pack.end >= packBytes) {
        pack.closed = true;
        current = null;
      }
      return new Slot(pack, entry);
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for the vault's disk");
    } finally {
      lock.unlock();
    }
  }

  private OpenPack currentPack() throws InterruptedException {
    while (true) {
      throwIfFailed();
      if (current != null) {
        return current;
      }
      if (open.size() < MAX_OPEN_PACKS) {
        String name = VaultObjectName.pack(deposit, packs);
        OpenPack pack = new OpenPack(sealer.newKey(name), store.stage(name));
        packs++;
        open.add(pack);
        current = pack;
        startCloser();
        return pack;
      }
      changed.await();
    }
  }

  private void startCloser() {
    if (closer == null) {
      closer = Thread.ofPlatform().daemon().name("vault-packs-" + deposit).start(this::closePacks);
    }
  }

  private void enqueueIfFull(OpenPack pack) {
    if (pack.closed && pack.writing == 0) {
      full.add(pack);
      changed.signalAll();
    }
  }

  private void closePacks() {
    try (Undo<RuntimeException> undo =
        Undo.unlessKept(
            () -> fail(Fault.of(CommonError.INTERNAL_ERROR, "closing a pack failed")))) {
      closeFullPacks();
      undo.keep();
    }
  }

  private void closeFullPacks() {
    try {
      for (OpenPack pack = nextFull(); pack != null; pack = nextFull()) {
        DepositIndex.Pack done = publish(pack);
        lock.lock();
        try {
          open.remove(pack);
          finished.add(done);
          changed.signalAll();
        } finally {
          lock.unlock();
        }
      }
    } catch (Fault fault) {
      fail(fault);
    }
  }

  private @Nullable OpenPack nextFull() {
    lock.lock();
    try {
      while (full.isEmpty() && !stopping && failure == null) {
        changed.awaitUninterruptibly();
      }
      return failure == null ? full.poll() : null;
    } finally {
      lock.unlock();
    }
  }

  /// Table, its length, then the header, which gives the length of the whole.
  private DepositIndex.Pack publish(OpenPack pack) {
    byte[] table = sealer.sealTrailer(pack.key, PackTable.encode(pack.entries));
    ByteBuffer end =
        ByteBuffer.allocate(table.length + PackFile.FOOTER_BYTES)
            .put(table)
            .putInt(table.length)
            .flip();
    long length = pack.end + end.remaining();
    pack.staged.write(end, pack.end);
    pack.staged.write(ByteBuffer.wrap(sealer.header(SealedObjectKind.PACK, pack.key, length)), 0);
    pack.staged.publish();
    return new DepositIndex.Pack(pack.key.name(), length, pack.entries);
  }

  /// Makes every later call fail with the first fault that is given.
  void fail(Fault fault) {
    lock.lock();
    try {
      if (failure == null) {
        failure = fault;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void throwIfFailed() {
    if (failure != null) {
      throw failure;
    }
    if (stopping) {
      throw new IllegalStateException("the deposit is closed");
    }
  }

  /// Closes the last pack and waits for all to be durable. The packs, in order.
  List<DepositIndex.Pack> finish() {
    lock.lock();
    try {
      if (current != null) {
        current.closed = true;
        enqueueIfFull(current);
        current = null;
      }
      while (!open.isEmpty()) {
        throwIfFailed();
        changed.await();
      }
      throwIfFailed();
      finished.sort(Comparator.comparing(DepositIndex.Pack::name));
      return List.copyOf(finished);
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for the vault's disk");
    } finally {
      lock.unlock();
    }
  }

  /// Names of all packs that were begun, published or not.
  List<String> names() {
    lock.lock();
    try {
      List<String> names = new ArrayList<>();
      for (int number = 0; number < packs; number++) {
        names.add(VaultObjectName.pack(deposit, number));
      }
      return names;
    } finally {
      lock.unlock();
    }
  }

  /// Stops the closing thread and removes what is not published.
  @Override
  public void close() {
    Thread thread;
    lock.lock();
    try {
      stopping = true;
      full.clear();
      changed.signalAll();
      thread = closer;
    } finally {
      lock.unlock();
    }
    joinUninterruptibly(thread);
    open.forEach(pack -> pack.staged.close());
    open.clear();
  }

  /// The thread is at most one sync away from its end, and packs may be removed only after it.
  private static void joinUninterruptibly(@Nullable Thread thread) {
    boolean interrupted = false;
    while (thread != null && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
