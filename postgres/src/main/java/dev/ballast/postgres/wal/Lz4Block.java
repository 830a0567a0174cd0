package dev.ballast.postgres.wal;

/// One block of LZ4, without a frame around it, as `LZ4_compress_default` writes it: literals, then
/// a copy of at least 4 bytes that came before, over and over; the last sequence is literals alone.
final class Lz4Block {
  private static final int LEAST_MATCH = 4;
  private static final int EXTENDED = 15;

  private final byte[] stored;
  private final byte[] plain;
  private int from;
  private int to;

  private Lz4Block(byte[] stored, byte[] plain) {
    this.stored = stored;
    this.plain = plain;
  }

  /// Fills `plain` and returns whether `stored` was exactly that.
  static boolean decompress(byte[] stored, byte[] plain) {
    return new Lz4Block(stored, plain).run();
  }

  private boolean run() {
    while (from < stored.length) {
      int token = Byte.toUnsignedInt(stored[from++]);
      int literals = length(token >>> 4);
      if (literals < 0 || literals > stored.length - from || literals > plain.length - to) {
        return false;
      }
      System.arraycopy(stored, from, plain, to, literals);
      from += literals;
      to += literals;
      if (from == stored.length) {
        return to == plain.length;
      }
      if (!copy(token & EXTENDED)) {
        return false;
      }
    }
    return false;
  }

  private boolean copy(int short4) {
    if (from + 2 > stored.length) {
      return false;
    }
    int distance = Byte.toUnsignedInt(stored[from]) | Byte.toUnsignedInt(stored[from + 1]) << 8;
    from += 2;
    int length = length(short4);
    if (length < 0 || distance == 0 || distance > to || length > plain.length - to - LEAST_MATCH) {
      return false;
    }
    int end = to + length + LEAST_MATCH;
    for (; to < end; to++) {
      plain[to] = plain[to - distance];
    }
    return true;
  }

  /// A length of 15 is continued in the next bytes, as long as they are 255; -1 where they are cut
  /// off.
  private int length(int start) {
    int length = start;
    if (start == EXTENDED) {
      int next;
      do {
        if (from == stored.length || length > plain.length) {
          return -1;
        }
        next = Byte.toUnsignedInt(stored[from++]);
        length += next;
      } while (next == 255);
    }
    return length;
  }
}
