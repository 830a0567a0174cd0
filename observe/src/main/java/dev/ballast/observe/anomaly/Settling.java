package dev.ballast.observe.anomaly;

import java.nio.ByteBuffer;

/// The values of an event beside what would have been expected without it, to say at its end
/// whether the series has a new level: as many times as large, or larger by as much. For one
/// thread.
final class Settling {
  static final int BYTES = 8 * Double.BYTES;

  /// A new level explains the values if it leaves at most this share of their squared distances.
  private static final double EXPLAINED = 0.4;

  /// Of the values, as many have to be on the side of the first one.
  private static final double ON_ITS_SIDE = 0.9;

  /// Of the first distance, as much has to be left for a value to be on its side.
  private static final double NOTICED = 0.1;

  private double departed;
  private double onItsSide;
  private double count;
  private double values;
  private double expected;
  private double products;
  private double squares;
  private double expectedSquares;

  /// A new level: what was expected, times a factor, plus a term.
  record Level(double factor, double term) {
    static final Level SAME = new Level(1, 0);
  }

  /// @param distance of the first value, by which it departed
  void begin(double distance) {
    departed = distance;
    onItsSide = 0;
    count = 0;
    values = 0;
    expected = 0;
    products = 0;
    squares = 0;
    expectedSquares = 0;
  }

  void add(double value, double wasExpected) {
    count++;
    onItsSide += (value - wasExpected) / departed > NOTICED ? 1 : 0;
    values += value;
    expected += wasExpected;
    products += value * wasExpected;
    squares += value * value;
    expectedSquares += wasExpected * wasExpected;
  }

  /// The level that explains the values best.
  Level level() {
    double unexplained = squares - 2 * products + expectedSquares;
    double term = (values - expected) / count;
    double byTerm = unexplained - count * term * term;
    double factor = expectedSquares == 0 ? 0 : products / expectedSquares;
    double byFactor = squares - factor * products;
    boolean explained = Math.min(byTerm, byFactor) <= EXPLAINED * unexplained;
    if (!explained || onItsSide < ON_ITS_SIDE * count) {
      return Level.SAME;
    }
    return factor > 0 && byFactor < byTerm ? new Level(factor, 0) : new Level(1, term);
  }

  void write(ByteBuffer to) {
    to.putDouble(departed)
        .putDouble(onItsSide)
        .putDouble(count)
        .putDouble(values)
        .putDouble(expected);
    to.putDouble(products).putDouble(squares).putDouble(expectedSquares);
  }

  void read(ByteBuffer from) {
    departed = from.getDouble();
    onItsSide = from.getDouble();
    count = from.getDouble();
    values = from.getDouble();
    expected = from.getDouble();
    products = from.getDouble();
    squares = from.getDouble();
    expectedSquares = from.getDouble();
  }
}
