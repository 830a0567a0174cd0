package dev.ballast.sample.data;

import java.util.Arrays;

/// Splits rows among tenants so that the share of tenant `n` is proportional to `1/n` and nobody
/// goes without. The rows of a tenant are scattered over all ids, as they are in a table that
/// tenants fill at the same time. Immutable.
final class Shares {
  /// Rows that even the smallest tenant gets.
  static final int LEAST = 3;

  private final long[] starts;
  private final long rows;
  private final long factor;
  private final long inverse;

  Shares(int tenants, long rows) {
    if (rows < (long) tenants * LEAST) {
      throw new IllegalArgumentException("not enough rows for " + tenants + " tenants: " + rows);
    }
    this.rows = rows;
    this.starts = new long[tenants + 1];
    double weights = 0;
    for (int n = 1; n <= tenants; n++) {
      weights += 1.0 / n;
    }
    long toShare = rows - (long) tenants * LEAST;
    for (int n = tenants; n > 1; n--) {
      starts[n - 1] = LEAST + (long) (toShare / (n * weights));
    }
    long start = rows;
    for (int n = tenants; n > 1; n--) {
      start -= starts[n - 1];
      starts[n - 1] = start;
    }
    starts[tenants] = rows;
    this.factor = coprimeNear((long) (rows * 0.618), rows);
    this.inverse =
        java.math.BigInteger.valueOf(factor)
            .modInverse(java.math.BigInteger.valueOf(rows))
            .longValueExact();
  }

  /// The tenant, counted from 1, whose row has this id, counted from 1.
  int tenantOf(long id) {
    long place = Math.floorMod((id - 1) * factor, rows);
    int found = Arrays.binarySearch(starts, place);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /// One of the ids of a tenant's rows.
  long anyOf(int tenant, Dice dice) {
    long place = starts[tenant - 1] + dice.below(rowsOf(tenant));
    return Math.floorMod(place * inverse, rows) + 1;
  }

  long rowsOf(int tenant) {
    return starts[tenant] - starts[tenant - 1];
  }

  /// The tenant that owns a place drawn at random: large tenants more often.
  int anyTenant(Dice dice) {
    int found = Arrays.binarySearch(starts, dice.below(rows));
    return found >= 0 ? found + 1 : -found - 1;
  }

  private static long coprimeNear(long wish, long modulus) {
    long candidate = Math.max(1, wish);
    while (gcd(candidate, modulus) != 1) {
      candidate++;
    }
    return candidate;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
