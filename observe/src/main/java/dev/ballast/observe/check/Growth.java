package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// By how much a figure changed over a time.
///
/// @param amount negative where a gauge sank
/// @param over more than nothing
public record Growth(double amount, Duration over) {
  private static final double NANOS = 1e9;

  public Growth {
    requireNonNull(over, "over is null");
    if (over.isNegative() || over.isZero()) {
      throw new IllegalArgumentException("a growth over " + over);
    }
  }

  public double perSecond() {
    return amount / (over.toNanos() / NANOS);
  }
}
