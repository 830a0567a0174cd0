package dev.ballast.protect.backup;

import dev.ballast.protect.layer.PageSums;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

/// Takes in a file that was sent whole and stores the pages that differ from the parent's. A
/// stretch of which half or more differ is stored as it is. For the thread that receives, once.
final class PageComparison {
  private static final int PAGE = PageSums.PAGE;

  /// Stretches whose comparison is not looked at yet. Each may hold half a chunk of pages.
  private static final int AHEAD = 8;

  private final IntakeCrew crew;
  private final Deposit deposit;
  private final PageSums kind;
  private final byte[] before;
  private final byte[] now;
  private final PendingLayers file;
  private final PatchWriter patches;
  private final Deque<Compared> compared = new ArrayDeque<>();

  /// A stretch that a worker has, or had.
  private record Compared(int firstPage, Future<Outcome> outcome) {}

  private sealed interface Outcome {
    /// These pages changed; none where the stretch is as it was.
    record Pages(List<Page> pages) implements Outcome {}

    /// So many changed that the stretch was stored as one chunk.
    record Whole(ChunkRef chunk) implements Outcome {}
  }

  /// A changed page.
  private static final class Page {
    private final int number;
    private final byte[] bytes;

    Page(int number, byte[] bytes) {
      this.number = number;
      this.bytes = bytes;
    }
  }

  /// @param sums those of the parent's pages, and what takes those of this file's
  PageComparison(IntakeCrew crew, Deposit deposit, PageSums kind, Sums sums, PendingLayers file) {
    this.crew = crew;
    this.deposit = deposit;
    this.kind = kind;
    this.before = sums.before;
    this.now = sums.now;
    this.file = file;
    this.patches = new PatchWriter(crew, deposit, file);
  }

  /// The sums of a file's pages, in the parent and now.
  static final class Sums {
    private final byte[] before;
    private final byte[] now;

    Sums(byte[] before, byte[] now) {
      this.before = before;
      this.now = now;
    }
  }

  /// Reads the whole file and returns its CRC-32C.
  int take(String path, long size, InputStream content) throws IOException {
    CRC32C crc = new CRC32C();
    int page = 0;
    for (long left = size; left > 0; ) {
      int length = (int) Math.min(left, crew.chunkSize());
      IntakeCrew.Buffer buffer = crew.buffer();
      if (content.readNBytes(buffer.bytes(), 0, length) < length) {
        throw new IOException("archive ends within " + path);
      }
      crc.update(buffer.bytes(), 0, length);
      int first = page;
      compared.add(
          new Compared(first, crew.submit(buffer, bytes -> compare(bytes, length, first))));
      collect(AHEAD);
      left -= length;
      page += length / PAGE;
    }
    collect(0);
    patches.flush();
    return (int) crc.getValue();
  }

  private Outcome compare(byte[] bytes, int length, int first) {
    kind.sum(bytes, length, now, first);
    int count = length / PAGE;
    int width = kind.width();
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = (first + i) * width;
      if (at + width > before.length
          || !Arrays.equals(before, at, at + width, now, at, at + width)) {
        changed.add(i);
      }
    }
    if (2 * changed.size() >= count && !changed.isEmpty()) {
      return new Outcome.Whole(deposit.put(bytes, 0, length));
    }
    List<Page> pages = new ArrayList<>();
    for (int i : changed) {
      pages.add(new Page(first + i, Arrays.copyOfRange(bytes, i * PAGE, (i + 1) * PAGE)));
    }
    return new Outcome.Pages(pages);
  }

  /// Looks at what was compared, in the order of the file, until at most `left` are not looked at.
  private void collect(int left) {
    while (!compared.isEmpty() && (compared.size() > left || compared.peek().outcome().isDone())) {
      Compared stretch = compared.remove();
      switch (PendingEntry.result(stretch.outcome())) {
        case Outcome.Pages(List<Page> pages) ->
            pages.forEach(page -> patches.add(page.number, page.bytes, 0));
        case Outcome.Whole(ChunkRef chunk) -> {
          List<Integer> pages = new ArrayList<>();
          for (int i = 0; i < chunk.length() / PAGE; i++) {
            pages.add(stretch.firstPage() + i);
          }
          file.add(CompletableFuture.completedFuture(chunk), pages);
        }
      }
    }
  }
}
