package dev.ballast.sample.data;

/// Pseudo-random numbers that depend on seed, topic and row alone, so that any thread can produce
/// any row. Not thread-safe; a thread makes its own and calls [#roll] for each row.
///
/// The generator is SplitMix64 written out, because the JDK does not promise that the numbers of
/// its own generators stay the same from release to release.
public final class Dice {
  private static final String TOKEN_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;

  public Dice(long seed) {
    this.seed = mix(seed);
  }

  /// Starts the numbers of one row of one topic.
  public Dice roll(Topic topic, long row) {
    state = mix(seed + mix(topic.number() * GAMMA) ^ mix(row * GAMMA));
    return this;
  }

  public long bits() {
    state += GAMMA;
    return mix(state);
  }

  /// A number from 0 to `bound - 1`.
  public long below(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound is not positive: " + bound);
    }
    return Math.unsignedMultiplyHigh(bits(), bound);
  }

  public int below(int bound) {
    return (int) below((long) bound);
  }

  /// A number from `low` to `high`, both included.
  public int between(int low, int high) {
    return low + below(high - low + 1);
  }

  public boolean chance(int percent) {
    return below(100) < percent;
  }

  /// A number from 0 (included) to 1 (excluded).
  public double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /// Random characters of the URL-safe Base64 alphabet, six bits each.
  public String token(int characters) {
    StringBuilder token = new StringBuilder(characters);
    long bits = 0;
    for (int i = 0; i < characters; i++) {
      bits = i % 10 == 0 ? bits() : bits >>> 6;
      token.append(TOKEN_ALPHABET.charAt((int) bits & 63));
    }
    return token.toString();
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
