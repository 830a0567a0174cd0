package dev.ballast.vault.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The table of a pack's chunks, in its trailer and in the deposit's index. Chunks lie one after
/// the other from the header's end, so a row holds lengths and no offsets.
public final class PackTable {
  static final int ROW_BYTES = ChunkId.BYTES + 2 * Integer.BYTES + 1;

  /// The largest chunk of any vault.
  private static final int MAX_CHUNK_BYTES = 16 << 20;

  private PackTable() {}

  public static byte[] encode(List<PackEntry> entries) {
    ByteBuffer out = ByteBuffer.allocate(entries.size() * ROW_BYTES);
    writeTo(out, entries);
    return out.array();
  }

  static void writeTo(ByteBuffer out, List<PackEntry> entries) {
    for (PackEntry entry : entries) {
      entry.id().writeTo(out);
      out.putInt(entry.stored()).putInt(entry.plain()).put(entry.encoding().code());
    }
  }

  /// Throws `IllegalArgumentException` where `bytes` are no such table.
  public static List<PackEntry> decode(byte[] bytes) {
    if (bytes.length % ROW_BYTES != 0) {
      throw new IllegalArgumentException("a table of chunks ends within a row");
    }
    return readFrom(ByteBuffer.wrap(bytes), bytes.length / ROW_BYTES);
  }

  static List<PackEntry> readFrom(ByteBuffer in, int rows) {
    List<PackEntry> entries = new ArrayList<>(rows);
    long offset = Sealer.HEADER_BYTES;
    for (int ordinal = 0; ordinal < rows; ordinal++) {
      ChunkId id = ChunkId.readFrom(in);
      int stored = in.getInt();
      int plain = in.getInt();
      requirePossible(stored, plain);
      entries.add(new PackEntry(id, ordinal, offset, stored, plain, Encoding.of(in.get())));
      offset += stored;
    }
    return List.copyOf(entries);
  }

  /// So that nobody reserves room for a chunk that cannot be.
  private static void requirePossible(int stored, int plain) {
    if (plain < 1 || plain > MAX_CHUNK_BYTES || stored <= Gcm.TAG_BYTES) {
      throw new IllegalArgumentException("a table of chunks holds an impossible length");
    }
    if (stored - Gcm.TAG_BYTES > plain) {
      throw new IllegalArgumentException("a table of chunks holds a chunk larger than its content");
    }
  }
}
