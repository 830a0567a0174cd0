package dev.ballast.protect.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// What a file of a server's incremental backup begins with: which blocks of the relation follow.
/// See `GetIncrementalHeaderSize` and `sendFile` in PostgreSQL's `backup/`; numbers are in the
/// byte order of the server, which is little-endian on every platform that Ballast supports.
/// Immutable.
public final class IncrementHeader {
  /// What the names of such files begin with.
  public static final String PREFIX = "INCREMENTAL.";

  private static final int MAGIC = 0xD3AE1F0D;
  private static final int FIXED = 3 * Integer.BYTES;

  private final int[] blocks;
  private final int truncation;
  private final int length;

  private IncrementHeader(int[] blocks, int truncation, int length) {
    this.blocks = blocks;
    this.truncation = truncation;
    this.length = length;
  }

  /// Reads a header up to the first block.
  ///
  /// @param size of the whole file
  /// @param segmentPages the most pages that a file of a relation has
  /// @param sum takes the bytes in
  /// @throws IOException where it is not a header that fits the file
  public static IncrementHeader read(InputStream in, long size, int segmentPages, CRC32C sum)
      throws IOException {
    ByteBuffer fixed = take(in, FIXED, sum);
    int magic = fixed.getInt();
    int count = fixed.getInt();
    int truncation = fixed.getInt();
    if (magic != MAGIC || count < 0 || count > segmentPages || truncation < 0) {
      throw new IOException(
          "not an incremental file: magic %08X, %d blocks, length %d"
              .formatted(magic, count, truncation));
    }
    ByteBuffer numbers = take(in, count * Integer.BYTES, sum);
    int[] blocks = new int[count];
    int last = -1;
    for (int i = 0; i < count; i++) {
      blocks[i] = numbers.getInt();
      if (blocks[i] <= last || blocks[i] >= segmentPages) {
        throw new IOException("block " + blocks[i] + " follows block " + last);
      }
      last = blocks[i];
    }
    int used = FIXED + count * Integer.BYTES;
    int length = count == 0 ? used : Math.ceilDiv(used, PageSums.PAGE) * PageSums.PAGE;
    take(in, length - used, sum);
    if (size != length + (long) count * PageSums.PAGE) {
      throw new IOException(size + " bytes with " + count + " blocks");
    }
    // 17 and 18 had minor releases that name more than a segment where a later one was truncated
    return new IncrementHeader(blocks, Math.min(truncation, segmentPages), length);
  }

  private static ByteBuffer take(InputStream in, int count, CRC32C sum) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("ends within its header");
    }
    sum.update(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// How many blocks follow.
  public int count() {
    return blocks.length;
  }

  /// The number of the block that follows as number `index`; they ascend.
  public int block(int index) {
    return blocks[index];
  }

  /// Pages below this that do not follow are as they were; others are zeroes.
  public int kept() {
    return truncation;
  }

  /// Pages of the whole file.
  public int pages() {
    return blocks.length == 0 ? truncation : Math.max(truncation, blocks[blocks.length - 1] + 1);
  }

  /// Bytes before the first block.
  public int length() {
    return length;
  }
}
