package dev.ballast.lab.traffic.script;

/// The hash functions and the permutation of pgbench, bit by bit, so that a script reads the same
/// rows as it does there. The permutation is that of PostgreSQL 15 and later.
final class Mixing {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long MURMUR = 0xc6a4a7935bd1e995L;

  /// Eight times that, for the eight bytes.
  private static final long MURMUR_OF_LENGTH = 0x35253c9ade8f4ca8L;

  private static final int MURMUR_ROTATION = 47;
  private static final int ROUNDS = 6;

  private Mixing() {}

  /// FNV-1a over the eight bytes, the lowest first.
  static long fnv1a(long value, long seed) {
    long result = FNV_OFFSET ^ seed;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      result = (result ^ (value >>> shift & 0xff)) * FNV_PRIME;
    }
    return result;
  }

  /// MurmurHash2 of one 64-bit block.
  static long murmur2(long value, long seed) {
    long block = value * MURMUR;
    block = (block ^ block >>> MURMUR_ROTATION) * MURMUR;
    long result = (seed ^ MURMUR_OF_LENGTH ^ block) * MURMUR;
    result = (result ^ result >>> MURMUR_ROTATION) * MURMUR;
    return result ^ result >>> MURMUR_ROTATION;
  }

  /// A number below `size`, each exactly once for the numbers below `size`.
  static long permute(long value, long size, long seed) {
    if (size < 2) {
      return 0;
    }
    Xoroshiro random = new Xoroshiro(seed);
    long v = Long.remainderUnsigned(value, size);
    int length = Long.SIZE - 1 - Long.numberOfLeadingZeros(size);
    long mask = (1L << length) - 1;
    for (int round = 0; round < ROUNDS; round++) {
      long m = (random.next() & mask) | 1;
      long r = random.next() & mask;
      if (v <= mask) {
        v = rotated((v * m ^ r) & mask, length, mask);
      }
      m = (random.next() & mask) | 1;
      r = random.next() & mask;
      long t = size - 1 - v;
      if (t <= mask) {
        v = size - 1 - rotated((t * m ^ r) & mask, length, mask);
      }
      v = Long.remainderUnsigned(v + random.below(size), size);
    }
    return v;
  }

  private static long rotated(long value, int length, long mask) {
    return ((value << 1) & mask) | (value >>> (length - 1));
  }

  /// xoroshiro128**, the generator of PostgreSQL since 15.
  private static final class Xoroshiro {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long seed;
    private long s0;
    private long s1;

    Xoroshiro(long seed) {
      this.seed = seed;
      s0 = splitMix();
      s1 = splitMix();
    }

    private long splitMix() {
      seed += GAMMA;
      long z = (seed ^ seed >>> 30) * 0xBF58476D1CE4E5B9L;
      z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
      return z ^ z >>> 31;
    }

    long next() {
      long first = s0;
      long mixed = s1 ^ first;
      long result = Long.rotateLeft(first * 5, 7) * 9;
      s0 = Long.rotateLeft(first, 24) ^ mixed ^ mixed << 16;
      s1 = Long.rotateLeft(mixed, 37);
      return result;
    }

    long below(long size) {
      long most = size - 1;
      int shift = Long.numberOfLeadingZeros(most);
      long drawn;
      do {
        drawn = next() >>> shift;
      } while (Long.compareUnsigned(drawn, most) > 0);
      return drawn;
    }
  }
}
