package dev.ballast.protect.restore;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.wal.LogChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Writes a chain of log into `pg_wal` as the segment files that a server reads, several at once.
/// One use; for one thread.
final class SegmentFiles {
  private final RestoreLog log;
  private final RestoreSettings settings;

  SegmentFiles(RestoreLog log, RestoreSettings settings) {
    this.log = log;
    this.settings = settings;
  }

  /// Writes all segments and histories, and returns how many bytes of log they hold.
  long write(Path directory) throws IOException {
    writeHistories(directory);
    List<Future<Long>> written = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            settings.threads(), Thread.ofPlatform().name("restore-wal-", 1).daemon().factory())) {
      for (WalSegment segment : log.chain().segments()) {
        written.add(threads.submit(() -> write(directory, segment)));
      }
      return sum(written, threads);
    }
  }

  /// Writes the histories of timelines.
  void writeHistories(Path directory) throws IOException {
    for (TimelineHistory history : log.histories()) {
      Path file = directory.resolve(history.fileName());
      try (FileChannel channel = create(file)) {
        fill(channel, ByteBuffer.wrap(history.content()));
        flush(channel);
      }
    }
  }

  private long sum(List<Future<Long>> written, ExecutorService threads) {
    long bytes = 0;
    try {
      for (Future<Long> one : written) {
        bytes += one.get();
      }
      return bytes;
    } catch (InterruptedException e) {
      threads.shutdownNow();
      throw CommonError.interrupted("restoring");
    } catch (ExecutionException e) {
      threads.shutdownNow();
      switch (e.getCause()) {
        case Fault fault -> throw fault;
        case IOException io -> throw RestoreFaults.writing(settings.into(), io);
        case UncheckedIOException io -> throw RestoreFaults.writing(settings.into(), io.getCause());
        case null, default ->
            throw new IllegalStateException("a segment could not be restored", e.getCause());
      }
    }
  }

  private long write(Path directory, WalSegment segment) throws IOException {
    try (FileChannel channel = create(directory.resolve(segment.fileName()))) {
      long bytes = write(log.chain().authentic(), segment, channel);
      flush(channel);
      return bytes;
    }
  }

  /// Writes the file of a segment, and returns how many bytes of log it holds.
  static long write(LogChain chain, WalSegment segment, SeekableByteChannel file)
      throws IOException {
    Lsn from = segment.start().isBefore(chain.start()) ? chain.start() : segment.start();
    Lsn to = chain.end().isBefore(segment.end()) ? chain.end() : segment.end();
    file.position(from.minus(segment.start()));
    chain.read(
        from, to, (bytes, offset, length) -> fill(file, ByteBuffer.wrap(bytes, offset, length)));
    if (file.size() < segment.size()) {
      file.position(segment.size() - 1L);
      fill(file, ByteBuffer.wrap(new byte[1]));
    }
    return to.minus(from);
  }

  private static FileChannel create(Path file) throws IOException {
    Files.deleteIfExists(file);
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static void fill(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
    Pieces.write(channel, bytes);
  }

  private void flush(FileChannel channel) throws IOException {
    if (settings.durable()) {
      channel.force(true);
    }
  }
}
