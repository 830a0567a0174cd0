package dev.ballast.protect.verify.content;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/// Which blocks of a large table are read, and what that proves.
///
/// If a fraction `f` of the blocks differed, each block drawn would miss them with probability
/// `1 - f`, and `n` blocks with at most `(1 - f)^n` (less, since no block is drawn twice). So `n =
/// ln(1 - c) / ln(1 - f)` equal blocks make it `c` sure that fewer than `f` differ: 4603 blocks,
/// 36 MB, for 99 % and 0.1 %, however large the table is.
public final class BlockSample {
  private BlockSample() {}

  /// How many blocks give `confidence` for `fraction`.
  public static long size(double confidence, double fraction) {
    return (long) Math.ceil(Math.log1p(-confidence) / Math.log1p(-fraction));
  }

  /// `count` different blocks below `of`, ascending; the same for the same arguments on any machine
  /// (`java.util.Random` is specified to the bit). Floyd's method: no more draws than blocks.
  static long[] draw(long seed, long count, long of) {
    if (count < 0 || count > of || of > Integer.toUnsignedLong(-1)) {
      throw new IllegalArgumentException("cannot draw %d blocks of %d".formatted(count, of));
    }
    Random random = new Random(seed);
    Set<Long> drawn = HashSet.newHashSet(Math.toIntExact(count));
    for (long top = of - count; top < of; top++) {
      long candidate = random.nextLong(top + 1);
      if (!drawn.add(candidate)) {
        drawn.add(top);
      }
    }
    return drawn.stream().mapToLong(Long::longValue).sorted().toArray();
  }
}
