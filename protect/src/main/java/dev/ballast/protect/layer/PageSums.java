package dev.ballast.protect.layer;

import dev.ballast.postgres.page.PageChecksum;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What is kept of every page of a large file, to know it again or to sum it up without reading it.
/// Immutable.
///
/// Of each page its CRC-32C, 4 bytes, by which the checksum of a file is computed whose pages come
/// from several backups. With a salt, 12 bytes of SHA-256(salt, page) follow, by which a page is
/// known to be the same: 96 bits, of which nobody outside of the vault knows the salt.
///
/// @param salt hexadecimal; empty where pages need not be known again
public record PageSums(String salt) {
  /// Bytes in a page; servers that were built with another size are copied whole.
  public static final int PAGE = PageChecksum.BLOCK_SIZE;

  /// The sums of pages that need not be known again.
  public static final PageSums CHECKSUMS = new PageSums("");

  private static final int CRC_BYTES = Integer.BYTES;
  private static final int HASH_BYTES = 12;

  /// Throws `IllegalArgumentException` where the salt is not hexadecimal.
  public PageSums {
    HexFormat.of().parseHex(salt);
  }

  /// Whether pages are known again by these.
  public boolean identify() {
    return !salt.isEmpty();
  }

  /// Bytes for each page.
  public int width() {
    return identify() ? CRC_BYTES + HASH_BYTES : CRC_BYTES;
  }

  /// Whether a file of this size is kept in pages.
  public static boolean pages(long size) {
    return size % PAGE == 0;
  }

  /// Writes the sums of whole pages.
  ///
  /// @param into from `firstPage` times [#width] on
  public void sum(byte[] bytes, int length, byte[] into, int firstPage) {
    ByteBuffer out = ByteBuffer.wrap(into, firstPage * width(), length / PAGE * width());
    MessageDigest sha256 = sha256();
    byte[] salted = HexFormat.of().parseHex(salt);
    for (int at = 0; at < length; at += PAGE) {
      out.putInt(PageCrc.of(bytes, at, PAGE));
      if (identify()) {
        sha256.update(salted);
        sha256.update(bytes, at, PAGE);
        out.put(sha256.digest(), 0, HASH_BYTES);
      }
    }
  }

  /// The CRC-32C of the pages, one after the other.
  public int whole(byte[] sums) {
    int shift = PageCrc.shift(PAGE);
    int crc = 0;
    ByteBuffer in = ByteBuffer.wrap(sums);
    for (int at = 0; at < sums.length; at += width()) {
      crc = PageCrc.append(shift, crc, in.getInt(at));
    }
    return crc;
  }

  /// These sums for `pages` pages: cut, or as if pages of zeroes followed.
  public byte[] resized(byte[] sums, int pages) {
    byte[] resized = java.util.Arrays.copyOf(sums, pages * width());
    if (resized.length > sums.length) {
      byte[] zeroes = new byte[width()];
      sum(new byte[PAGE], PAGE, zeroes, 0);
      for (int at = sums.length; at < resized.length; at += width()) {
        System.arraycopy(zeroes, 0, resized, at, width());
      }
    }
    return resized;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
