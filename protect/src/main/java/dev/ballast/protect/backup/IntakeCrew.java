package dev.ballast.protect.backup;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Undo;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// The threads that hash, compress and encrypt what one thread receives, and the buffers between
/// them, which are the bound on memory: with none free, the one that receives waits, and the server
/// with it.
final class IntakeCrew implements AutoCloseable {
  /// Below this a file gets an array of its own size rather than a whole buffer's worth of memory.
  static final int SMALL_BYTES = 64 * 1024;

  /// Buffers for each worker: one being stored, one waiting, so that no worker waits for the
  /// reader.
  private static final int BUFFERS_PER_WORKER = 2;

  /// Small files that wait for each worker; with that many, the reader waits.
  private static final int SMALL_FILES_PER_WORKER = 64;

  private final ExecutorService workers;
  private final Semaphore smallFiles;
  private final BlockingQueue<Buffer> buffers;
  private final int chunkSize;
  private volatile boolean failed;
  private volatile boolean closed;

  IntakeCrew(int chunkSize, int threads) {
    this.chunkSize = chunkSize;
    this.workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("intake-", 1).daemon().factory());
    this.smallFiles = new Semaphore(threads * SMALL_FILES_PER_WORKER);
    // One more for the reader, and one for pages that are collected until they fill a chunk.
    int count = threads * BUFFERS_PER_WORKER + 2;
    this.buffers = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      buffers.add(new Buffer(new byte[chunkSize], true));
    }
  }

  /// Room for bytes on their way to a worker.
  static final class Buffer {
    private final byte[] bytes;
    private final boolean pooled;

    private Buffer(byte[] bytes, boolean pooled) {
      this.bytes = bytes;
      this.pooled = pooled;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  int chunkSize() {
    return chunkSize;
  }

  /// Waits for a buffer of a chunk's size.
  Buffer buffer() {
    try {
      return buffers.take();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("storing a backup");
    }
  }

  /// Waits until few enough small files are on their way, and returns an array of that length.
  Buffer small(int length) {
    try {
      smallFiles.acquire();
      return new Buffer(new byte[length], false);
    } catch (InterruptedException e) {
      throw CommonError.interrupted("storing a backup");
    }
  }

  /// Has a worker do something with what [#buffer] or [#small] returned, and takes that back.
  <T> Future<T> submit(Buffer buffer, Function<byte[], T> work) {
    return workers.submit(
        () -> {
          if (closed) {
            throw new CancellationException("the backup has ended");
          }
          try (Undo<RuntimeException> undo = Undo.unlessKept(() -> failed = true)) {
            return undo.keep(work.apply(buffer.bytes()));
          } finally {
            giveBack(buffer);
          }
        });
  }

  /// Takes back a buffer that was not needed.
  void giveBack(Buffer buffer) {
    if (buffer.pooled) {
      buffers.add(buffer);
    } else {
      smallFiles.release();
    }
  }

  /// Whether a worker could not do what it was given.
  boolean hasFailed() {
    return failed;
  }

  /// Waits for what is being stored and drops the rest. Nobody is interrupted: that would close the
  /// file of a pack, which the log's receiver may be writing to as well.
  @Override
  public void close() {
    closed = true;
    workers.shutdown();
    workers.close();
  }
}
