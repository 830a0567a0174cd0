package dev.ballast.protect.backup;

import dev.ballast.protect.layer.BlockMap;
import dev.ballast.protect.layer.PageSums;
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
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Takes the tar streams of a base backup apart and stores their files as chunks. One thread reads;
/// a crew of workers hashes, compresses and encrypts.
final class ArchiveUnpacker implements AutoCloseable {
  private final Deposit deposit;
  private final Layering layering;
  private final LongConsumer progress;
  private final IntakeCrew crew;
  private final IncrementIntake increments;
  private final Deque<PendingEntry> pending = new ArrayDeque<>();
  private final ChunkedOutput list;
  private final Map<String, FileSum> sums = new HashMap<>();
  private long files;
  private long bytes;
  private long received;

  /// @param progress receives the bytes of the files so far, after each file
  ArchiveUnpacker(Deposit deposit, IntakeCrew crew, Layering layering, LongConsumer progress) {
    this.deposit = deposit;
    this.layering = layering;
    this.progress = progress;
    this.crew = crew;
    this.increments = new IncrementIntake(crew, deposit, layering);
    this.list = deposit.output();
  }

  /// What a file held, to be compared with the server's manifest.
  record FileSum(long size, int crc32c) {}

  /// @param files how many plain files
  /// @param bytes what they hold
  /// @param received what came of them
  /// @param sums of every plain file that came, by path
  record Result(
      List<ChunkRef> fileList, long files, long bytes, long received, Map<String, FileSum> sums) {}

  int chunkSize() {
    return crew.chunkSize();
  }

  /// Stores one archive's files under `prefix`, empty for the data directory itself.
  void archive(String prefix, InputStream tarBytes) throws IOException {
    // Not closed: the stream belongs to the connection.
    TarArchiveInputStream tar = new TarArchiveInputStream(tarBytes);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      String path = prefix + strip(entry.getName());
      int mode = entry.getMode() & 0777;
      if (entry.isDirectory()) {
        pending.add(
            PendingFile.of(
                new FileEntry(path, FileEntry.Kind.DIRECTORY, 0, mode, 0, List.of()), List.of()));
      } else if (entry.isFile()) {
        file(path, entry.getSize(), mode, tar);
      }
      writeFinished(false);
    }
  }

  private void file(String path, long size, int mode, InputStream content) throws IOException {
    Optional<FileEntry> parent = layering.comparable(path, size);
    if (increments.takes(path)) {
      IncrementIntake.Taken taken = increments.take(path, size, mode, content);
      add(taken.file(), taken.sent(), taken.size());
    } else if (parent.isPresent()) {
      compared(parent.get(), path, size, mode, content);
    } else if (layering.rewrites(path)) {
      label(path, size, mode, content);
    } else {
      plain(path, size, mode, content);
    }
  }

  private void plain(String path, long size, int mode, InputStream content) throws IOException {
    CRC32C crc = new CRC32C();
    List<Future<ChunkRef>> chunks = new ArrayList<>();
    boolean small = size <= Math.min(IntakeCrew.SMALL_BYTES, crew.chunkSize());
    PageSums kind = layering.sums();
    boolean summed = layering.keepsSums(size);
    byte[] pages = new byte[summed ? Math.toIntExact(size / PageSums.PAGE * kind.width()) : 0];
    int firstPage = 0;
    for (long left = size; left > 0; ) {
      int length = (int) Math.min(left, crew.chunkSize());
      IntakeCrew.Buffer buffer = small ? crew.small(length) : crew.buffer();
      if (content.readNBytes(buffer.bytes(), 0, length) < length) {
        throw new IOException("archive ends within " + path);
      }
      crc.update(buffer.bytes(), 0, length);
      int first = firstPage;
      chunks.add(
          crew.submit(
              buffer,
              plain -> {
                if (summed) {
                  kind.sum(plain, length, pages, first);
                }
                return deposit.put(plain, 0, length);
              }));
      left -= length;
      firstPage += length / PageSums.PAGE;
      if (crew.hasFailed()) {
        // Whichever chunk it was, its fault is the backup's.
        pending.forEach(PendingEntry::entry);
        chunks.forEach(PendingEntry::result);
      }
    }
    int sum = (int) crc.getValue();
    FileEntry file = new FileEntry(path, FileEntry.Kind.FILE, size, mode, sum, List.of());
    add(new PendingFile(file, chunks, () -> layering.store(pages)), file.asSent(), size);
  }

  private void compared(FileEntry parent, String path, long size, int mode, InputStream content)
      throws IOException {
    PageSums kind = layering.sums();
    int pages = Math.toIntExact(size / PageSums.PAGE);
    byte[] now = new byte[pages * kind.width()];
    Layering.ParentFile before = layering.paged(parent);
    before.map().resize(pages);
    List<FileEntry> found = new ArrayList<>();
    PendingLayers file =
        new PendingLayers(
            before.map(), map -> layered(found.getFirst(), map, before.chunks(), now));
    PageComparison.Sums sides = new PageComparison.Sums(layering.sumsOf(parent), now);
    int crc = new PageComparison(crew, deposit, kind, sides, file).take(path, size, content);
    found.add(new FileEntry(path, FileEntry.Kind.FILE, size, mode, crc, List.of()));
    add(file, found.getFirst().asSent(), size);
  }

  private FileEntry layered(FileEntry file, BlockMap map, int chunks, byte[] pages) {
    layering.settle(map, chunks);
    return new FileEntry(
        file.path(),
        file.kind(),
        file.size(),
        file.mode(),
        file.crc32c(),
        map.layers(),
        layering.store(pages),
        Optional.empty());
  }

  /// The label of an incremental backup says so, and a server refuses to start with it; see
  /// `read_backup_label` in `xlogrecovery.c`. The files are whole here.
  private void label(String path, long size, int mode, InputStream content) throws IOException {
    byte[] label = content.readNBytes(Math.toIntExact(size));
    CRC32C crc = new CRC32C();
    crc.update(label);
    byte[] whole = layering.wholeLabel(label);
    CRC32C wholeCrc = new CRC32C();
    wholeCrc.update(whole);
    IntakeCrew.Buffer buffer = crew.small(whole.length);
    System.arraycopy(whole, 0, buffer.bytes(), 0, whole.length);
    FileEntry.Sent sent = new FileEntry.Sent(path, size, (int) crc.getValue());
    FileEntry file =
        new FileEntry(
                path, FileEntry.Kind.FILE, whole.length, mode, (int) wholeCrc.getValue(), List.of())
            .withSent(sent);
    add(
        PendingFile.of(
            file, List.of(crew.submit(buffer, bytes -> deposit.put(bytes, 0, bytes.length)))),
        sent,
        whole.length);
  }

  private void add(PendingEntry file, FileEntry.Sent sent, long size) {
    pending.add(file);
    sums.put(sent.path(), new FileSum(sent.size(), sent.crc32c()));
    files++;
    bytes += size;
    received += sent.size();
    progress.accept(bytes);
  }

  /// Waits for the last chunks and ends the list.
  Result finish() {
    writeFinished(true);
    list.close();
    return new Result(list.refs(), files, bytes, received, sums);
  }

  /// Lists the files whose chunks are all stored, in the order they came. A chunk that could not be
  /// stored ends the backup here.
  private void writeFinished(boolean wait) {
    while (!pending.isEmpty() && (wait || pending.peek().isStored())) {
      FileList.append(list, pending.remove().entry());
    }
  }

  /// Waits for what is being stored and drops the rest.
  @Override
  public void close() {
    crew.close();
  }

  private static String strip(String name) {
    String path = name.startsWith("./") ? name.substring(2) : name;
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
