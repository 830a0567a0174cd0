package dev.ballast.protect.backup;

import dev.ballast.postgres.WalSegment;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.format.ChunkRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Cuts a stream of write-ahead log into segments, and those into chunks that it stores. For the
/// receiving thread alone.
final class SegmentWriter {
  private final Deposit deposit;
  private final Consumer<StoredFile> stored;
  private final int segmentSize;
  private final byte[] buffer;
  private WalSegment current;
  private int filled;
  private long sizeOfCurrent;
  private List<ChunkRef> chunks = new ArrayList<>();

  /// @param chunkSize bytes, the vault's
  /// @param stored receives each segment once it is stored
  SegmentWriter(
      Deposit deposit,
      WalSegment first,
      int segmentSize,
      int chunkSize,
      Consumer<StoredFile> stored) {
    this.deposit = deposit;
    this.current = first;
    this.segmentSize = segmentSize;
    this.buffer = new byte[Math.min(chunkSize, segmentSize)];
    this.stored = stored;
  }

  void append(byte[] data, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0) {
      int room = (int) Math.min(buffer.length - filled, segmentSize - sizeOfCurrent);
      int count = Math.min(room, left);
      System.arraycopy(data, at, buffer, filled, count);
      filled += count;
      sizeOfCurrent += count;
      at += count;
      left -= count;
      if (filled == buffer.length) {
        store();
      }
      if (sizeOfCurrent == segmentSize) {
        endSegment();
      }
    }
  }

  /// Stores the rest, a segment that is not full.
  void finish() {
    if (sizeOfCurrent > 0) {
      endSegment();
    }
  }

  private void store() {
    if (filled > 0) {
      chunks.add(deposit.put(buffer, 0, filled));
      filled = 0;
    }
  }

  private void endSegment() {
    store();
    stored.accept(new StoredFile(current.fileName(), sizeOfCurrent, chunks));
    chunks = new ArrayList<>();
    sizeOfCurrent = 0;
    current = current.next();
  }
}
