package dev.ballast.wasm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads the units of the binary form: LEB128 numbers, names, little-endian floats. Not safe for
/// use by several threads.
final class BinaryReader {
  private final ByteBuffer bytes;

  BinaryReader(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  int octet() {
    return Byte.toUnsignedInt(bytes.get());
  }

  int unsigned() {
    long value = 0;
    int shift = 0;
    while (true) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return (int) value;
      }
      shift += 7;
    }
  }

  long signed() {
    long value = 0;
    int shift = 0;
    while (true) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      shift += 7;
      if (octet < 0x80) {
        boolean negative = (octet & 0x40) != 0 && shift < Long.SIZE;
        return negative ? value | -1L << shift : value;
      }
    }
  }

  int fixedInt() {
    return bytes.getInt();
  }

  long fixedLong() {
    return bytes.getLong();
  }

  String name() {
    byte[] utf8 = new byte[unsigned()];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /// The next `length` bytes as a part of their own, and past them.
  ByteBuffer part(int length) {
    ByteBuffer part = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return part;
  }
}
