package dev.ballast.protect.backup;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.vault.ChunkedOutput;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Takes the tar streams of a base backup apart and stores their files as chunks. One thread reads;
/// worker threads hash, compress and encrypt. The buffers between them are the bound on memory:
/// with none free, the reader waits, and the server with it.
final class ArchiveUnpacker implements AutoCloseable {
  /// Buffers for each worker: one being stored, one waiting, so that no worker waits for the
  /// reader.
  private static final int BUFFERS_PER_WORKER = 2;

  /// Below this a file gets an array of its own size rather than a whole buffer's worth of memory.
  private static final int SMALL_FILE_BYTES = 64 * 1024;

  /// Small files that wait for each worker; with that many, the reader waits.
  private static final int SMALL_FILES_PER_WORKER = 64;

  private final Deposit deposit;
  private final LongConsumer progress;
  private final ExecutorService workers;
  private final Semaphore smallFiles;
  private final BlockingQueue<byte[]> buffers;
  private final Deque<PendingFile> pending = new ArrayDeque<>();
  private final ChunkedOutput list;
  private final Map<String, FileSum> sums = new HashMap<>();
  private final int chunkSize;
  private long files;
  private long bytes;
  private volatile boolean failed;
  private volatile boolean closed;

  /// @param progress receives the bytes taken in so far, after each file
  ArchiveUnpacker(Deposit deposit, int chunkSize, int threads, LongConsumer progress) {
    this.deposit = deposit;
    this.chunkSize = chunkSize;
    this.progress = progress;
    this.workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("intake-", 1).daemon().factory());
    this.smallFiles = new Semaphore(threads * SMALL_FILES_PER_WORKER);
    int count = threads * BUFFERS_PER_WORKER + 1;
    this.buffers = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      buffers.add(new byte[chunkSize]);
    }
    this.list = deposit.output();
  }

  /// What a file held, to be compared with the server's manifest.
  record FileSum(long size, int crc32c) {}

  /// @param files how many plain files
  /// @param bytes what they hold
  /// @param sums of every plain file by path
  record Result(List<ChunkRef> fileList, long files, long bytes, Map<String, FileSum> sums) {}

  int chunkSize() {
    return chunkSize;
  }

  /// Stores one archive's files under `prefix`, empty for the data directory itself.
  void archive(String prefix, InputStream tarBytes) throws IOException {
    // Not closed: the stream belongs to the connection.
    TarArchiveInputStream tar = new TarArchiveInputStream(tarBytes);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      String path = prefix + strip(entry.getName());
      int mode = entry.getMode() & 0777;
      if (entry.isDirectory()) {
        pending.add(new PendingFile(path, FileEntry.Kind.DIRECTORY, 0, mode, 0, List.of()));
      } else if (entry.isFile()) {
        file(path, entry.getSize(), mode, tar);
      }
      writeFinished(false);
    }
  }

  private void file(String path, long size, int mode, InputStream content) throws IOException {
    CRC32C crc = new CRC32C();
    List<Future<ChunkRef>> chunks = new ArrayList<>();
    boolean small = size <= Math.min(SMALL_FILE_BYTES, chunkSize);
    for (long left = size; left > 0; ) {
      int length = (int) Math.min(left, chunkSize);
      byte[] buffer = small ? smallBuffer(length) : freeBuffer();
      if (content.readNBytes(buffer, 0, length) < length) {
        throw new IOException("archive ends within " + path);
      }
      crc.update(buffer, 0, length);
      chunks.add(workers.submit(() -> store(buffer, length, small)));
      left -= length;
      if (failed) {
        // Whichever chunk it was, its fault is the backup's.
        pending.forEach(PendingFile::entry);
        chunks.forEach(PendingFile::result);
      }
    }
    int sum = (int) crc.getValue();
    pending.add(new PendingFile(path, FileEntry.Kind.FILE, size, mode, sum, chunks));
    sums.put(path, new FileSum(size, sum));
    files++;
    bytes += size;
    progress.accept(bytes);
  }

  private ChunkRef store(byte[] buffer, int length, boolean small) {
    if (closed) {
      throw new CancellationException("the backup has ended");
    }
    try (Undo<RuntimeException> undo = Undo.unlessKept(() -> failed = true)) {
      return undo.keep(deposit.put(buffer, 0, length));
    } finally {
      if (small) {
        smallFiles.release();
      } else {
        buffers.add(buffer);
      }
    }
  }

  private byte[] freeBuffer() {
    try {
      return buffers.take();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("storing a backup");
    }
  }

  private byte[] smallBuffer(int length) {
    try {
      smallFiles.acquire();
      return new byte[length];
    } catch (InterruptedException e) {
      throw CommonError.interrupted("storing a backup");
    }
  }

  /// Waits for the last chunks and ends the list.
  Result finish() {
    writeFinished(true);
    list.close();
    return new Result(list.refs(), files, bytes, sums);
  }

  /// Lists the files whose chunks are all stored, in the order they came. A chunk that could not be
  /// stored ends the backup here.
  private void writeFinished(boolean wait) {
    while (!pending.isEmpty() && (wait || pending.peek().isStored())) {
      FileList.append(list, pending.remove().entry());
    }
  }

  /// Waits for what is being stored and drops the rest. Nobody is interrupted: that would close the
  /// file of a pack, which the log's receiver may be writing to as well.
  @Override
  public void close() {
    closed = true;
    workers.shutdown();
    workers.close();
  }

  private static String strip(String name) {
    String path = name.startsWith("./") ? name.substring(2) : name;
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private record PendingFile(
      String path,
      FileEntry.Kind kind,
      long size,
      int mode,
      int crc32c,
      List<Future<ChunkRef>> chunks) {

    boolean isStored() {
      return chunks.stream().allMatch(Future::isDone);
    }

    FileEntry entry() {
      List<ChunkRef> refs = new ArrayList<>(chunks.size());
      for (Future<ChunkRef> chunk : chunks) {
        refs.add(result(chunk));
      }
      return new FileEntry(path, kind, size, mode, crc32c, refs);
    }

    private static ChunkRef result(Future<ChunkRef> chunk) {
      try {
        return chunk.get();
      } catch (InterruptedException e) {
        throw CommonError.interrupted("storing a backup");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Fault fault) {
          throw fault;
        }
        throw new IllegalStateException("a chunk could not be stored", e.getCause());
      }
    }
  }
}
