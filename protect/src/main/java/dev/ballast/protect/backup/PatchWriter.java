package dev.ballast.protect.backup;

import dev.ballast.protect.layer.PageSums;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.format.ChunkRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/// Collects the changed pages of one file, in their order, until they fill a chunk. For one thread.
final class PatchWriter {
  private static final int PAGE = PageSums.PAGE;

  private final IntakeCrew crew;
  private final Deposit deposit;
  private final PendingLayers file;
  private final List<Integer> pages = new ArrayList<>();
  private Optional<IntakeCrew.Buffer> buffer = Optional.empty();

  PatchWriter(IntakeCrew crew, Deposit deposit, PendingLayers file) {
    this.crew = crew;
    this.deposit = deposit;
    this.file = file;
  }

  /// Takes a page.
  ///
  /// @param number in the file
  void add(int number, byte[] from, int offset) {
    IntakeCrew.Buffer room = buffer.orElseGet(crew::buffer);
    buffer = Optional.of(room);
    System.arraycopy(from, offset, room.bytes(), pages.size() * PAGE, PAGE);
    pages.add(number);
    if ((pages.size() + 1) * PAGE > room.bytes().length) {
      flush();
    }
  }

  /// Stores what was collected.
  void flush() {
    if (buffer.isEmpty()) {
      return;
    }
    int length = pages.size() * PAGE;
    Future<ChunkRef> stored = crew.submit(buffer.get(), bytes -> deposit.put(bytes, 0, length));
    file.add(stored, List.copyOf(pages));
    buffer = Optional.empty();
    pages.clear();
  }
}
