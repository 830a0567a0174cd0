package dev.ballast.postgres.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The checksum of one data page, as `pg_checksum_page` computes it (storage/checksum_impl.h, the
/// same in 14 to 18): 32 interleaved FNV-1a lanes with an extra shift, folded together with the
/// block's number, so that a page in a wrong place fails too. Safe for any number of threads.
///
/// Pages are read as little-endian words: the servers of every platform Ballast restores on.
public final class PageChecksum {
  /// Bytes in a page; the only `BLCKSZ` that packagers ship.
  public static final int BLOCK_SIZE = 8192;

  private static final int CHECKSUM_OFFSET = 8;
  private static final int UPPER_OFFSET = 14;
  private static final int LANES = 32;
  private static final int PRIME = 16777619;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int[] BASE = {
    0x5B1F36E9, 0xB8525960, 0x02AB50AA, 0x1DE66D2A, 0x79FF467A, 0x9BB9F8A3, 0x217E7CD2, 0x83E13D2C,
    0xF8D4474F, 0xE39EB970, 0x42C6AE16, 0x993216FA, 0x7B093B5D, 0x98DAFF3C, 0xF718902A, 0x0B1C9CDB,
    0xE58F764B, 0x187636BC, 0x5D7B3BB1, 0xE73DE7DE, 0x92BEC979, 0xCCA6C0B2, 0x304A0979, 0x85AA43D4,
    0x783125BB, 0x6CA8EAA2, 0xE407EAC6, 0x4B5CFC3E, 0x9FBF8C76, 0x15CA20BE, 0xF2CA9FD3, 0x959BD756
  };

  private PageChecksum() {}

  /// The checksum the page at `offset` should carry as block `blockNumber` of its relation, 1 to
  /// 65535. The block's number counts through all segments of the relation's fork.
  public static int of(byte[] pages, int offset, int blockNumber) {
    int[] sums = BASE.clone();
    int[] words = new int[LANES];
    for (int row = 0; row < BLOCK_SIZE; row += LANES * Integer.BYTES) {
      for (int lane = 0; lane < LANES; lane++) {
        words[lane] = (int) INT.get(pages, offset + row + lane * Integer.BYTES);
      }
      if (row == 0) {
        words[CHECKSUM_OFFSET / Integer.BYTES] &= 0xFFFF0000;
      }
      mix(sums, words);
    }
    int[] zeroes = new int[LANES];
    mix(sums, zeroes);
    mix(sums, zeroes);
    int folded = blockNumber;
    for (int sum : sums) {
      folded ^= sum;
    }
    return Integer.remainderUnsigned(folded, 65535) + 1;
  }

  private static void mix(int[] sums, int[] words) {
    for (int lane = 0; lane < LANES; lane++) {
      int mixed = sums[lane] ^ words[lane];
      sums[lane] = (mixed * PRIME) ^ (mixed >>> 17);
    }
  }

  /// The checksum the page at `offset` carries.
  public static int stored(byte[] pages, int offset) {
    return Byte.toUnsignedInt(pages[offset + CHECKSUM_OFFSET])
        | (Byte.toUnsignedInt(pages[offset + CHECKSUM_OFFSET + 1]) << 8);
  }

  /// Whether the page was allocated and never filled (`PageIsNew`): such a page carries no
  /// checksum.
  public static boolean isNew(byte[] pages, int offset) {
    return (pages[offset + UPPER_OFFSET] | pages[offset + UPPER_OFFSET + 1]) == 0;
  }
}
