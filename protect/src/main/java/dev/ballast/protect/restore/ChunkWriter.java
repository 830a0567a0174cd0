package dev.ballast.protect.restore;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.protect.backup.FileEntry;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/// Writes files from chunks, several at once. A large file is cut into stretches, so that the last
/// one does not leave the other threads idle. The first fault stops the rest. [#write] is for one
/// thread at a time.
///
/// A file that is there already is compared chunk by chunk, and only what differs is written.
///
/// What is written is flushed by threads of their own: a flush waits for the disk, and the threads
/// that decrypt must not. Several flushes at once also share the journal's commits, which is what
/// a thousand small files mostly wait for.
final class ChunkWriter implements AutoCloseable {
  private static final int CHUNKS_PER_STRETCH = 16;

  /// Stretches waiting for each thread; with that many queued, the caller waits.
  private static final int QUEUED_PER_THREAD = 64;

  private static final int FLUSHING_THREADS = 8;

  /// Bound on files that are written and wait to be flushed, and so on open files.
  private static final int UNFLUSHED = 256;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  static final FileAttribute<?> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Vault vault;
  private final Path root;
  private final boolean durable;
  private final boolean hashed;
  private final PresentFiles present;
  private final LongConsumer progress;
  private final ExecutorService threads;
  private final ExecutorService flushing;
  private final Semaphore unflushed = new Semaphore(UNFLUSHED);
  private final Set<Path> folders = new HashSet<>();
  private final Semaphore queue;
  private final int queueLength;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicLong done = new AtomicLong();
  private final LongAdder compared = new LongAdder();
  private final LongAdder kept = new LongAdder();
  private final ThreadLocal<ByteBuffer> buffers;
  private final ThreadLocal<byte[]> heapBuffers;

  /// @param hashed whether each chunk is compared with its id
  /// @param present the files that may be right already
  ChunkWriter(
      Vault vault,
      RestoreSettings settings,
      boolean hashed,
      PresentFiles present,
      LongConsumer progress) {
    int threadCount = settings.threads();
    this.vault = vault;
    this.root = settings.into();
    this.durable = settings.durable();
    this.hashed = hashed;
    this.present = present;
    this.progress = progress;
    this.threads =
        Executors.newFixedThreadPool(
            threadCount, Thread.ofPlatform().name("restore-", 1).daemon().factory());
    this.flushing =
        Executors.newFixedThreadPool(
            FLUSHING_THREADS, Thread.ofPlatform().name("flush-", 1).daemon().factory());
    this.queueLength = threadCount * QUEUED_PER_THREAD;
    this.queue = new Semaphore(queueLength);
    this.buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(vault.chunkSize()));
    this.heapBuffers = ThreadLocal.withInitial(() -> new byte[vault.chunkSize()]);
  }

  /// Makes a folder, with those above it.
  void folder(Path folder) throws IOException {
    if (folders.add(folder)) {
      Files.createDirectories(folder, OWNER_ONLY_FOLDER);
    }
  }

  /// Queues a file of a folder that was made. One that was sent as a whole is compared with its
  /// checksum; layers are written by [LayeredFile].
  void write(Path file, FileEntry entry) {
    if (!entry.isPutTogether()) {
      OptionalInt sum = OptionalInt.of(entry.crc32c());
      write(file, entry.layers().chunks(), entry.size(), sum);
      return;
    }
    if (present.has(file)) {
      submit(() -> keepOrReplace(file, entry));
      return;
    }
    queueLayers(file, entry);
  }

  private void queueLayers(Path file, FileEntry entry) {
    LayeredFile layered = new LayeredFile(entry);
    for (int from = 0; from < layered.chunks(); from += CHUNKS_PER_STRETCH) {
      int first = from;
      int end = Math.min(layered.chunks(), from + CHUNKS_PER_STRETCH);
      submit(() -> writeLayers(file, layered, first, end));
    }
    if (layered.chunks() == 0) {
      submit(() -> writeLayers(file, layered, 0, 0));
    }
  }

  /// Keeps a file in layers that is there as a whole, else writes all of it, on this thread.
  private void keepOrReplace(Path file, FileEntry entry) throws IOException {
    if (isWhole(file, entry)) {
      kept.add(entry.size());
      progress.accept(done.addAndGet(entry.size()));
      if (durable) {
        flushLater(open(file));
      }
      return;
    }
    Files.delete(file);
    LayeredFile layered = new LayeredFile(entry);
    writeLayers(file, layered, 0, layered.chunks());
  }

  private boolean isWhole(Path file, FileEntry entry) throws IOException {
    if (Files.size(file) != entry.size()) {
      return false;
    }
    ByteBuffer buffer = buffers.get();
    CRC32C sum = new CRC32C();
    try (FileChannel channel = open(file)) {
      while (channel.read(buffer.clear()) >= 0) {
        compared.add(buffer.position());
        sum.update(buffer.flip());
      }
    }
    return (int) sum.getValue() == entry.crc32c();
  }

  /// Queues a file of a folder that was made: its chunks, then zeroes up to `size`.
  void write(Path file, List<ChunkRef> chunks, long size) {
    write(file, chunks, size, OptionalInt.empty());
  }

  private void write(Path path, List<ChunkRef> chunks, long size, OptionalInt sum) {
    int stretches = Math.max(1, Math.ceilDiv(chunks.size(), CHUNKS_PER_STRETCH));
    FileInParts file = new FileInParts(path, sum, stretches);
    long offset = 0;
    for (int number = 0; number < stretches; number++) {
      int from = number * CHUNKS_PER_STRETCH;
      List<ChunkRef> part =
          chunks.subList(from, Math.min(chunks.size(), from + CHUNKS_PER_STRETCH));
      boolean last = number == stretches - 1;
      Place place = new Place(number, offset, last ? OptionalLong.of(size) : OptionalLong.empty());
      submit(() -> writeStretch(file, part, place));
      offset += part.stream().mapToLong(ChunkRef::length).sum();
    }
  }

  /// Where a stretch is in its file.
  ///
  /// @param end of the last: where the file ends, with zeroes before it
  private record Place(int number, long offset, OptionalLong end) {}

  private void writeLayers(Path file, LayeredFile layered, int first, int end) throws IOException {
    byte[] buffer = heapBuffers.get();
    FileChannel channel = open(file);
    try (Undo<IOException> undo = Undo.unlessKept(channel::close)) {
      for (int i = first; i < end; i++) {
        vault.read(layered.chunk(i), buffer, 0);
        progress.accept(done.addAndGet(layered.write(i, buffer, channel)));
      }
      layered.written(end - first, channel);
      if (durable) {
        flushLater(channel);
        undo.keep();
      }
    }
  }

  private void submit(Stretch stretch) {
    rethrowFailure();
    start(threads, queue, () -> runUnlessFailed(stretch));
  }

  /// Runs `work` on another thread once there is a permit, which it holds until it is done.
  private void start(ExecutorService crew, Semaphore permits, Stretch work) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("restoring");
    }
    crew.execute(
        new FutureTask<Boolean>(callable(work)) {
          @Override
          protected void done() {
            if (state() == State.FAILED) {
              failure.compareAndSet(null, exceptionNow());
            }
            permits.release();
          }
        });
  }

  private static Callable<Boolean> callable(Stretch work) {
    return () -> {
      work.run();
      return true;
    };
  }

  private void runUnlessFailed(Stretch stretch) throws IOException {
    if (failure.get() == null) {
      stretch.run();
    }
  }

  private void writeStretch(FileInParts file, List<ChunkRef> chunks, Place place)
      throws IOException {
    ByteBuffer buffer = buffers.get();
    CRC32C sum = new CRC32C();
    boolean there = present.has(file.path());
    FileChannel channel = open(file.path());
    try (Undo<IOException> undo = Undo.unlessKept(channel::close)) {
      long at = place.offset();
      for (ChunkRef chunk : chunks) {
        if (there && holds(channel, at, chunk, buffer)) {
          kept.add(chunk.length());
        } else {
          read(chunk, buffer.clear());
          Pieces.write(channel, buffer.flip(), at);
        }
        sum.update(buffer.rewind());
        at += chunk.length();
        progress.accept(done.addAndGet(chunk.length()));
      }
      file.written(place.number(), (int) sum.getValue(), at - place.offset());
      if (place.end().isPresent()) {
        endFile(channel, at, place.end().getAsLong());
      }
      if (durable) {
        flushLater(channel);
        undo.keep();
      }
    }
  }

  /// Whether a chunk is where it belongs; the buffer then holds it.
  private boolean holds(FileChannel channel, long at, ChunkRef chunk, ByteBuffer buffer)
      throws IOException {
    buffer.clear().limit(chunk.length());
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        return false;
      }
    }
    compared.add(chunk.length());
    return vault.isContent(chunk, buffer.flip());
  }

  /// What was there beyond the last chunk goes; zeroes follow it up to the end.
  private static void endFile(FileChannel channel, long at, long end) throws IOException {
    channel.truncate(at);
    if (at < end) {
      channel.write(ByteBuffer.wrap(new byte[1]), end - 1);
    }
  }

  private void read(ChunkRef chunk, ByteBuffer into) {
    if (hashed) {
      vault.read(chunk, into);
    } else {
      vault.readAuthentic(chunk, into);
    }
  }

  /// Has the file flushed and closed by another thread; waits while too many are.
  private void flushLater(FileChannel channel) {
    start(
        flushing,
        unflushed,
        () -> {
          try (channel) {
            runUnlessFailed(() -> channel.force(true));
          }
        });
  }

  private static FileChannel open(Path file) throws IOException {
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    return FileChannel.open(file, options, mode);
  }

  /// Waits for all that was queued, and for the disk; more may follow.
  void await() {
    try {
      queue.acquire(queueLength);
      queue.release(queueLength);
      unflushed.acquire(UNFLUSHED);
      unflushed.release(UNFLUSHED);
    } catch (InterruptedException e) {
      throw CommonError.interrupted("restoring");
    }
    rethrowFailure();
  }

  /// Waits for all that was queued and for the disk, folders included.
  void finish() throws IOException {
    await();
    if (durable) {
      for (Path folder : folders) {
        flush(folder);
      }
    }
  }

  /// Makes a file's content, or a folder's entries, outlast a loss of power.
  static void flush(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void rethrowFailure() {
    switch (failure.get()) {
      case null -> {}
      case Fault fault -> throw fault;
      case IOException e -> throw RestoreFaults.writing(root, e);
      case Throwable e -> throw new IllegalStateException("a file could not be restored", e);
    }
  }

  long written() {
    return done.get() - kept.sum();
  }

  /// What was found of files that were there.
  Delta delta() {
    return new Delta(compared.sum(), kept.sum(), written(), present.removed());
  }

  @Override
  public void close() {
    failure.compareAndSet(null, new IllegalStateException("restore was given up"));
    threads.shutdownNow();
    threads.close();
    flushing.close();
  }

  @FunctionalInterface
  private interface Stretch {
    void run() throws IOException;
  }
}
