package dev.ballast.protect.backup;

import dev.ballast.protect.layer.BlockMap;
import dev.ballast.protect.layer.IncrementHeader;
import dev.ballast.protect.layer.PageSums;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

/// Takes in the files of a server's incremental backup that hold changed pages only, and makes of
/// each the whole file, the other pages being where the parent has them. For the thread that
/// receives.
final class IncrementIntake {
  private static final int PAGE = PageSums.PAGE;

  private final IntakeCrew crew;
  private final Deposit deposit;
  private final Layering layering;

  IncrementIntake(IntakeCrew crew, Deposit deposit, Layering layering) {
    this.crew = crew;
    this.deposit = deposit;
    this.layering = layering;
  }

  /// What came.
  ///
  /// @param size of the whole file
  record Taken(PendingEntry file, FileEntry.Sent sent, long size) {}

  /// Whether a file of the archive holds changed pages only.
  boolean takes(String path) {
    return layering.basis().method() == Lineage.Method.SERVER
        && name(path).startsWith(IncrementHeader.PREFIX);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String wholePath(String path) {
    String name = name(path);
    return path.substring(0, path.length() - name.length())
        + name.substring(IncrementHeader.PREFIX.length());
  }

  Taken take(String path, long size, int mode, InputStream content) throws IOException {
    CRC32C crc = new CRC32C();
    String whole = wholePath(path);
    FileEntry before = layering.required(whole);
    IncrementHeader header =
        IncrementHeader.read(content, size, layering.basis().pages().perFile(), crc);
    Draft draft = new Draft(whole, mode, header);
    if (layering.keepsSums(draft.size())) {
      return layered(draft, before, path, content, crc);
    }
    return whole(draft, before, path, content, crc);
  }

  /// A file to be made.
  private record Draft(String path, int mode, IncrementHeader header) {
    long size() {
      return (long) header.pages() * PAGE;
    }
  }

  private Taken layered(Draft draft, FileEntry before, String path, InputStream content, CRC32C crc)
      throws IOException {
    IncrementHeader header = draft.header();
    Layering.ParentFile parent = layering.paged(before);
    BlockMap map = parent.map();
    int kept = Math.min(header.kept(), map.pages());
    map.resize(kept);
    map.resize(header.pages());
    PageSums kind = layering.sums();
    byte[] sums =
        kind.resized(Arrays.copyOf(layering.sumsOf(before), kept * kind.width()), header.pages());
    List<FileEntry.Sent> sent = new ArrayList<>();
    PendingLayers file =
        new PendingLayers(
            map,
            placed -> {
              layering.settle(placed, parent.chunks());
              return new FileEntry(
                  draft.path(),
                  FileEntry.Kind.FILE,
                  draft.size(),
                  draft.mode(),
                  kind.whole(sums),
                  placed.layers(),
                  layering.store(sums),
                  Optional.of(sent.getFirst()));
            });
    int perChunk = crew.chunkSize() / PAGE;
    for (int from = 0; from < header.count(); from += perChunk) {
      int count = Math.min(perChunk, header.count() - from);
      file.add(submit(content, header, from, count, crc, sums), numbers(header, from, count));
    }
    sent.add(new FileEntry.Sent(path, sizeOf(header), (int) crc.getValue()));
    return new Taken(file, sent.getFirst(), draft.size());
  }

  private static long sizeOf(IncrementHeader header) {
    return header.length() + (long) header.count() * PAGE;
  }

  private static List<Integer> numbers(IncrementHeader header, int from, int count) {
    List<Integer> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(header.block(from + i));
    }
    return numbers;
  }

  /// Has pages stored that follow one another in the archive, and their sums put in their places.
  private Future<ChunkRef> submit(
      InputStream content, IncrementHeader header, int from, int count, CRC32C crc, byte[] sums)
      throws IOException {
    IntakeCrew.Buffer buffer = crew.buffer();
    int length = count * PAGE;
    read(content, buffer.bytes(), 0, length, crc);
    PageSums kind = layering.sums();
    int width = kind.width();
    return crew.submit(
        buffer,
        bytes -> {
          byte[] own = new byte[count * width];
          kind.sum(bytes, length, own, 0);
          for (int i = 0; i < count; i++) {
            System.arraycopy(own, i * width, sums, header.block(from + i) * width, width);
          }
          return deposit.put(bytes, 0, length);
        });
  }

  private static void read(InputStream content, byte[] into, int offset, int length, CRC32C crc)
      throws IOException {
    if (content.readNBytes(into, offset, length) < length) {
      throw new IOException("archive ends within an incremental file");
    }
    crc.update(into, offset, length);
  }

  /// A small file is put together here and stored whole.
  private Taken whole(Draft draft, FileEntry before, String path, InputStream content, CRC32C crc)
      throws IOException {
    IncrementHeader header = draft.header();
    int length = Math.toIntExact(draft.size());
    byte[] bytes = new byte[length];
    byte[] old = layering.contentOf(before);
    System.arraycopy(
        old, 0, bytes, 0, Math.min(old.length, Math.min(length, header.kept() * PAGE)));
    for (int i = 0; i < header.count(); i++) {
      read(content, bytes, header.block(i) * PAGE, PAGE, crc);
    }
    FileEntry.Sent sent = new FileEntry.Sent(path, sizeOf(header), (int) crc.getValue());
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    int all = (int) sum.getValue();
    List<Future<ChunkRef>> chunks = new ArrayList<>();
    for (int at = 0; at < length; at += crew.chunkSize()) {
      int count = Math.min(crew.chunkSize(), length - at);
      IntakeCrew.Buffer buffer = crew.small(count);
      System.arraycopy(bytes, at, buffer.bytes(), 0, count);
      chunks.add(crew.submit(buffer, b -> deposit.put(b, 0, count)));
    }
    FileEntry plain =
        new FileEntry(draft.path(), FileEntry.Kind.FILE, length, draft.mode(), all, List.of());
    return new Taken(PendingFile.of(plain.withSent(sent), chunks), sent, length);
  }
}
