package dev.ballast.observe.anomaly;

import java.nio.ByteBuffer;

/// A mean in which older values weigh less and less. The first values weigh as much as there are:
/// nothing pulls a young mean towards 0. For one thread.
final class Fading {
  /// Bytes that [#write] takes.
  static final int BYTES = 2 * Double.BYTES;

  private final double keep;
  private double sum;
  private double weight;

  /// @param halfLife after this many values, one weighs half
  Fading(double halfLife) {
    keep = keep(halfLife);
  }

  /// What a value's weight is multiplied by at each further one.
  static double keep(double halfLife) {
    return Math.pow(0.5, 1 / halfLife);
  }

  void add(double value) {
    sum = keep * sum + (1 - keep) * value;
    weight = keep * weight + (1 - keep);
  }

  /// 0 before the first value.
  double mean() {
    return weight == 0 ? 0 : sum / weight;
  }

  /// The weight of all values is 1 at last.
  double weight() {
    return weight;
  }

  void scale(double by) {
    sum *= by;
  }

  /// Takes a value for the mean of all.
  void set(double value) {
    sum = value;
    weight = 1;
  }

  void clear() {
    sum = 0;
    weight = 0;
  }

  void write(ByteBuffer to) {
    to.putDouble(sum).putDouble(weight);
  }

  void read(ByteBuffer from) {
    sum = from.getDouble();
    weight = from.getDouble();
  }
}
