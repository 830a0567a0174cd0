package dev.ballast.vault.format;

import static java.util.Objects.checkFromIndexSize;

/// A stretch of a byte array. Not a copy: whoever holds the array can change it.
record Span(byte[] array, int offset, int length) {
  Span {
    checkFromIndexSize(offset, length, array.length);
  }

  static Span of(byte[] array) {
    return new Span(array, 0, array.length);
  }
}
