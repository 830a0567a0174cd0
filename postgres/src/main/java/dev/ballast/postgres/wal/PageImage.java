package dev.ballast.postgres.wal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.ballast.postgres.page.PageChecksum;
import java.util.Optional;

/// A full-page image of a record: the page, less the unused part in its middle, perhaps compressed
/// (`RestoreBlockImage` in xlogreader.c).
///
/// @param flags how it is stored
/// @param holeOffset where the unused part began
/// @param holeLength how long it was
record PageImage(int flags, int holeOffset, int holeLength) {
  /// In 14 the only method was pglz, and its bit was where `APPLY` is since.
  private static final int COMPRESSED_14 = 0x02;

  private static final int PGLZ = 0x04;
  private static final int LZ4 = 0x08;
  private static final int ZSTD = 0x10;
  private static final int HAS_METHODS = 15;

  static boolean isCompressed(int flags, int major) {
    return major < HAS_METHODS ? (flags & COMPRESSED_14) != 0 : (flags & (PGLZ | LZ4 | ZSTD)) != 0;
  }

  /// The whole page; empty where the bytes are no image of one.
  Optional<byte[]> restore(byte[] stored, int major) {
    int used = PageChecksum.BLOCK_SIZE - holeLength;
    if (used < 0 || holeOffset > used) {
      return Optional.empty();
    }
    byte[] plain = new byte[used];
    if (!decompress(stored, plain, major)) {
      return Optional.empty();
    }
    byte[] page = new byte[PageChecksum.BLOCK_SIZE];
    System.arraycopy(plain, 0, page, 0, holeOffset);
    System.arraycopy(plain, holeOffset, page, holeOffset + holeLength, used - holeOffset);
    return Optional.of(page);
  }

  private boolean decompress(byte[] stored, byte[] plain, int major) {
    if (!isCompressed(flags, major)) {
      System.arraycopy(stored, 0, plain, 0, Math.min(stored.length, plain.length));
      return stored.length == plain.length;
    }
    if (major < HAS_METHODS || (flags & PGLZ) != 0) {
      return Pglz.decompress(stored, plain);
    }
    if ((flags & LZ4) != 0) {
      return Lz4Block.decompress(stored, plain);
    }
    try {
      return Zstd.decompressByteArray(plain, 0, plain.length, stored, 0, stored.length)
          == plain.length;
    } catch (ZstdException e) {
      return false;
    }
  }
}
