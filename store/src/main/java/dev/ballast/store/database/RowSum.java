package dev.ballast.store.database;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The number of rows of a COPY in text format, and the sum of their SHA-256 digests: the same for
/// the same rows in any order. For one thread.
final class RowSum {
  private final MessageDigest row = sha256();
  private long rows;
  private long high;
  private long low;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The next bytes, in pieces of any size. A line end within a row is escaped in this format.
  void add(byte[] piece) {
    int begin = 0;
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] == '\n') {
        row.update(piece, begin, i - begin);
        begin = i + 1;
        endRow();
      }
    }
    row.update(piece, begin, piece.length - begin);
  }

  private void endRow() {
    ByteBuffer digest = ByteBuffer.wrap(row.digest());
    rows++;
    high += digest.getLong();
    low += digest.getLong();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowSum sum && rows == sum.rows && high == sum.high && low == sum.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high ^ low);
  }

  @Override
  public String toString() {
    return "%d rows with sum %016x%016x".formatted(rows, high, low);
  }
}
