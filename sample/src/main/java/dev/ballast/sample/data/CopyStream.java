package dev.ballast.sample.data;

import java.io.InputStream;
import java.util.Objects;

/// The rows of one load as a stream of COPY text, generated while it is read: memory stays at one
/// batch whatever the size of the table. Not thread-safe.
final class CopyStream extends InputStream {
  /// Rows are generated until a batch has this many bytes.
  private static final int BATCH_BYTES = 1 << 15;

  private final RowWriter writer;
  private final long last;
  private final CopyRow batch = new CopyRow();
  private long next;
  private int taken;

  CopyStream(RowWriter writer, long first, long last) {
    this.writer = writer;
    this.next = first;
    this.last = last;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int wanted) {
    Objects.checkFromIndexSize(offset, wanted, target.length);
    if (wanted == 0) {
      return 0;
    }
    if (taken == batch.length() && !refill()) {
      return -1;
    }
    int count = Math.min(wanted, batch.length() - taken);
    batch.copyTo(target, offset, taken, count);
    taken += count;
    return count;
  }

  private boolean refill() {
    batch.clear();
    taken = 0;
    while (next <= last && batch.length() < BATCH_BYTES) {
      writer.write(next++, batch);
    }
    return batch.length() > 0;
  }
}
