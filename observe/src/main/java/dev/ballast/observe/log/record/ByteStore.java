package dev.ballast.observe.log.record;

import java.util.Arrays;

/// Bytes of a message that came in pieces, up to a bound. For one thread.
final class ByteStore {
  private static final int FIRST = 8192;

  private byte[] bytes = new byte[FIRST];
  private int length;
  private boolean cut;

  void add(byte[] more, int from, int to) {
    int fits = Math.min(to - from, RecordReader.GREATEST_MESSAGE - length);
    cut |= fits < to - from;
    if (length + fits > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + fits, bytes.length * 2));
    }
    System.arraycopy(more, from, bytes, length, fits);
    length += fits;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Whether there was more.
  boolean isCut() {
    return cut;
  }

  /// A large buffer is given back: long messages are few.
  void clear() {
    length = 0;
    cut = false;
    if (bytes.length > FIRST * 8) {
      bytes = new byte[FIRST];
    }
  }
}
