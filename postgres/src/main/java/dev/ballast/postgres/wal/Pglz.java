package dev.ballast.postgres.wal;

/// PostgreSQL's own compression (common/pg_lzcompress.c): a control byte says of each of the next
/// eight items whether it is a literal byte or a copy of 3 to 273 bytes that came before.
final class Pglz {
  private static final int LONG_MATCH = 18;

  private Pglz() {}

  /// Fills `plain` and returns whether `stored` was exactly that.
  static boolean decompress(byte[] stored, byte[] plain) {
    int from = 0;
    int to = 0;
    while (from < stored.length && to < plain.length) {
      int control = Byte.toUnsignedInt(stored[from++]);
      for (int bit = 0; bit < 8 && from < stored.length && to < plain.length; bit++) {
        if ((control & 1 << bit) == 0) {
          plain[to++] = stored[from++];
          continue;
        }
        if (from + 2 > stored.length) {
          return false;
        }
        int first = Byte.toUnsignedInt(stored[from++]);
        int distance = (first & 0xF0) << 4 | Byte.toUnsignedInt(stored[from++]);
        int length = (first & 0x0F) + 3;
        if (length == LONG_MATCH) {
          if (from == stored.length) {
            return false;
          }
          length += Byte.toUnsignedInt(stored[from++]);
        }
        if (distance == 0 || distance > to) {
          return false;
        }
        int end = Math.min(to + length, plain.length);
        for (; to < end; to++) {
          plain[to] = plain[to - distance];
        }
      }
    }
    return from == stored.length && to == plain.length;
  }
}
