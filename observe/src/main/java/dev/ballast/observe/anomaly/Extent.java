package dev.ballast.observe.anomaly;

import java.nio.ByteBuffer;

/// How large one measure of a series usually is, and how large it was at most; the most is
/// forgotten slowly. A measure is too much if it exceeds by far what was the most, and many times
/// what is usual. For one thread.
final class Extent {
  static final int BYTES = Fading.BYTES + 2 * Double.BYTES;

  /// How far the most may be exceeded.
  private static final double MARGIN = 1.35;

  private static final double TIMES_USUAL = 5;
  private static final double KEEP = Fading.keep(4_000);

  private final Fading usual = new Fading(350);
  private double most;
  private double before;

  /// The size from which on a measure is too much.
  ///
  /// @param floor what is taken for usual at least: a flat series has no usual size
  double limit(double floor) {
    return Math.max(MARGIN * most, TIMES_USUAL * Math.max(usual.mean(), floor));
  }

  /// Whether what is usual is less than the floor.
  boolean isFlat(double floor) {
    return usual.mean() < floor;
  }

  void add(double size) {
    most = Math.max(most * KEEP, size);
    usual.add(size);
  }

  /// Marks the most, so that [#restore] can return to it.
  void mark() {
    before = most;
  }

  /// Forgets what was the most since the mark.
  ///
  /// @param scale how many times as large all measures are since
  void restore(double scale) {
    most = Math.min(most, before * scale);
    usual.scale(scale);
  }

  void write(ByteBuffer to) {
    usual.write(to);
    to.putDouble(most).putDouble(before);
  }

  void read(ByteBuffer from) {
    usual.read(from);
    most = from.getDouble();
    before = from.getDouble();
  }
}
