package dev.ballast.protect.restore;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/// Writes files from chunks, several at once. A large file is cut into stretches, so that the last
/// one does not leave the other threads idle. The first fault stops the rest. [#write] is for one
/// thread at a time.
final class ChunkWriter implements AutoCloseable {
  private static final int CHUNKS_PER_STRETCH = 16;

  /// Stretches waiting for each thread; with that many queued, the caller waits.
  private static final int QUEUED_PER_THREAD = 64;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Vault vault;
  private final Path root;
  private final boolean durable;
  private final LongConsumer progress;
  private final ExecutorService threads;
  private final Semaphore queue;
  private final int queueLength;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicLong written = new AtomicLong();
  private final ThreadLocal<byte[]> buffers;

  ChunkWriter(Vault vault, RestoreSettings settings, LongConsumer progress) {
    int threadCount = settings.threads();
    this.vault = vault;
    this.root = settings.into();
    this.durable = settings.durable();
    this.progress = progress;
    this.threads =
        Executors.newFixedThreadPool(
            threadCount, Thread.ofPlatform().name("restore-", 1).daemon().factory());
    this.queueLength = threadCount * QUEUED_PER_THREAD;
    this.queue = new Semaphore(queueLength);
    this.buffers = ThreadLocal.withInitial(() -> new byte[vault.chunkSize()]);
  }

  /// Queues a file: its chunks, then zeroes up to `size`.
  void write(Path file, List<ChunkRef> chunks, long size) {
    if (chunks.isEmpty()) {
      submit(() -> writeStretch(file, chunks, 0, size, true));
      return;
    }
    long offset = 0;
    for (int from = 0; from < chunks.size(); from += CHUNKS_PER_STRETCH) {
      List<ChunkRef> stretch =
          chunks.subList(from, Math.min(chunks.size(), from + CHUNKS_PER_STRETCH));
      long at = offset;
      boolean last = from + CHUNKS_PER_STRETCH >= chunks.size();
      submit(() -> writeStretch(file, stretch, at, size, last));
      offset += stretch.stream().mapToLong(ChunkRef::length).sum();
    }
  }

  private void submit(Stretch stretch) {
    rethrowFailure();
    try {
      queue.acquire();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("restoring");
    }
    threads.execute(
        new FutureTask<Boolean>(() -> runUnlessFailed(stretch)) {
          @Override
          protected void done() {
            if (state() == State.FAILED) {
              failure.compareAndSet(null, exceptionNow());
            }
            queue.release();
          }
        });
  }

  private boolean runUnlessFailed(Stretch stretch) throws IOException {
    boolean wanted = failure.get() == null;
    if (wanted) {
      stretch.run();
    }
    return wanted;
  }

  private void writeStretch(Path file, List<ChunkRef> chunks, long offset, long size, boolean last)
      throws IOException {
    byte[] buffer = buffers.get();
    try (FileChannel channel = open(file)) {
      long at = offset;
      for (ChunkRef chunk : chunks) {
        int length = vault.read(chunk, buffer, 0);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
        while (bytes.hasRemaining()) {
          at += channel.write(bytes, at);
        }
        progress.accept(written.addAndGet(length));
      }
      if (last && at < size) {
        channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
      }
      if (durable) {
        channel.force(true);
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    return FileChannel.open(file, options, mode);
  }

  /// Waits for all that was queued.
  void finish() {
    try {
      queue.acquire(queueLength);
      queue.release(queueLength);
    } catch (InterruptedException e) {
      throw CommonError.interrupted("restoring");
    }
    rethrowFailure();
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
    return written.get();
  }

  @Override
  public void close() {
    failure.compareAndSet(null, new IllegalStateException("restore was given up"));
    threads.shutdownNow();
    threads.close();
  }

  @FunctionalInterface
  private interface Stretch {
    void run() throws IOException;
  }
}
