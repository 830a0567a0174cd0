package dev.ballast.observe.anomaly;

import java.nio.ByteBuffer;

/// The least and the greatest value of a series. Both are forgotten slowly, towards their middle.
/// For one thread.
final class Range {
  static final int BYTES = 2 * Double.BYTES;

  private static final double KEEP = Fading.keep(5_000);

  private double low = Double.NaN;
  private double high = Double.NaN;

  /// How far outside a value is, 0 where it is within.
  double outside(double value) {
    return Double.isNaN(low) ? 0 : Math.max(0, Math.max(value - high, low - value));
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  void add(double value) {
    if (Double.isNaN(low)) {
      low = value;
      high = value;
      return;
    }
    double middle = (high + low) / 2;
    high = Math.max(value, middle + (high - middle) * KEEP);
    low = Math.min(value, middle - (middle - low) * KEEP);
  }

  /// Takes a range for seen that is as many times as large.
  void scale(double by) {
    low = Math.min(low, low * by);
    high = Math.max(high, high * by);
  }

  void write(ByteBuffer to) {
    to.putDouble(low).putDouble(high);
  }

  void read(ByteBuffer from) {
    low = from.getDouble();
    high = from.getDouble();
  }
}
