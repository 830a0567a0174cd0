package dev.ballast.vault.format;

import static java.util.Objects.checkFromIndexSize;

/// A stretch of a byte array. Not a copy: anyone who holds the array can change it, and so no value
/// to compare.
final class ByteRange {
  private final byte[] array;
  private final int offset;
  private final int length;

  ByteRange(byte[] array, int offset, int length) {
    checkFromIndexSize(offset, length, array.length);
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  static ByteRange of(byte[] array) {
    return new ByteRange(array, 0, array.length);
  }

  byte[] array() {
    return array;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }
}
