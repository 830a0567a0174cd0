package dev.ballast.protect.verify.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// `hash_bytes_extended` of PostgreSQL (`hashfn.c`), which is `hashtextextended` for a text of a
/// deterministic collation: Bob Jenkins' lookup3 with a 64-bit seed, as on a little-endian machine.
final class RowHash {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int START = 0x9e3779b9 + 3923095;
  private static final int BLOCK = 12;

  private int a;
  private int b;
  private int c;

  private RowHash(int length, long seed) {
    a = START + length;
    b = a;
    c = a;
    if (seed != 0) {
      a += (int) (seed >>> 32);
      b += (int) seed;
      mix();
    }
  }

  /// The hashes of the same bytes with two seeds. The steps of one depend on each other and leave a
  /// processor time for those of the other.
  static Pair of(byte[] bytes, int length, long seed, long otherSeed) {
    RowHash one = new RowHash(length, seed);
    RowHash other = new RowHash(length, otherSeed);
    int at = 0;
    for (; length - at >= BLOCK; at += BLOCK) {
      int first = (int) WORD.get(bytes, at);
      int second = (int) WORD.get(bytes, at + 4);
      int third = (int) WORD.get(bytes, at + 8);
      one.add(first, second, third);
      other.add(first, second, third);
    }
    one.addRest(bytes, at, length - at);
    other.addRest(bytes, at, length - at);
    return new Pair(one.finish(), other.finish());
  }

  /// Two hashes.
  record Pair(long one, long other) {}

  private void add(int first, int second, int third) {
    a += first;
    b += second;
    c += third;
    mix();
  }

  /// The lowest byte of `c` is left to the length.
  private void addRest(byte[] bytes, int at, int count) {
    for (int i = 0; i < count; i++) {
      int value = bytes[at + i] & 0xff;
      if (i < 4) {
        a += value << (8 * i);
      } else if (i < 8) {
        b += value << (8 * (i - 4));
      } else {
        c += value << (8 * (i - 7));
      }
    }
  }

  private void mix() {
    a = (a - c) ^ Integer.rotateLeft(c, 4);
    c += b;
    b = (b - a) ^ Integer.rotateLeft(a, 6);
    a += c;
    c = (c - b) ^ Integer.rotateLeft(b, 8);
    b += a;
    a = (a - c) ^ Integer.rotateLeft(c, 16);
    c += b;
    b = (b - a) ^ Integer.rotateLeft(a, 19);
    a += c;
    c = (c - b) ^ Integer.rotateLeft(b, 4);
    b += a;
  }

  private long finish() {
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    c = (c ^ b) - Integer.rotateLeft(b, 24);
    return (Integer.toUnsignedLong(b) << 32) | Integer.toUnsignedLong(c);
  }
}
