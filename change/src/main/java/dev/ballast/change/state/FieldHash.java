package dev.ballast.change.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// 64-bit hashes with a seed drawn once a process, so that nobody writes rows of equal hashes.
///
/// Eight bytes at a time are multiplied to 128 bits, whose halves are joined.
final class FieldHash {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long SEED = new SecureRandom().nextLong();
  private static final long FIRST = 0x9e3779b97f4a7c15L ^ SEED;
  private static final long SECOND = 0xbf58476d1ce4e5b9L ^ Long.rotateLeft(SEED, 32);

  private FieldHash() {}

  static long of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length, SEED);
  }

  static long of(byte[] bytes, int from, int to, long seed) {
    long hash = seed ^ FIRST;
    int at = from;
    for (; to - at >= Long.BYTES; at += Long.BYTES) {
      hash = join(hash ^ (long) WORD.get(bytes, at), SECOND);
    }
    long rest = 0;
    for (int shift = 0; at < to; at++, shift += Byte.SIZE) {
      rest |= (bytes[at] & 0xffL) << shift;
    }
    return mix(join(hash ^ rest, FIRST) ^ (to - from));
  }

  /// Spreads every bit over all others, and loses none.
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private static long join(long one, long other) {
    return Math.multiplyHigh(one, other) ^ (one * other);
  }
}
