package dev.ballast.change.forecast;

/// A predicted value: what is expected, and between which bounds it is.
///
/// @param low at least
/// @param high at most
public record Interval(double low, double expected, double high) {
  public Interval {
    if (!(low >= 0 && low <= expected && expected <= high) || Double.isInfinite(high)) {
      throw new IllegalArgumentException("no interval: " + low + ", " + expected + ", " + high);
    }
  }

  /// The value itself where it does not scale with anything, and the same factor both ways.
  static Interval around(double expected, double factor) {
    return new Interval(expected / factor, expected, expected * factor);
  }

  Interval times(double scale) {
    return new Interval(low * scale, expected * scale, high * scale);
  }

  Interval plus(Interval other) {
    return new Interval(low + other.low, expected + other.expected, high + other.high);
  }

  /// Whether a value lies within.
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
