package dev.ballast.observe.slo;

/// How much was measured, and how much of it was good. Not whole where shares were estimated.
public record Tally(double good, double total) {
  public static final Tally NONE = new Tally(0, 0);

  public Tally {
    if (!(good >= 0) || !(total >= good)) {
      throw new IllegalArgumentException(good + " good of " + total);
    }
  }

  /// One measurement.
  public static Tally one(boolean good) {
    return new Tally(good ? 1 : 0, 1);
  }

  public double bad() {
    return total - good;
  }

  public Tally plus(Tally other) {
    return new Tally(good + other.good, total + other.total);
  }
}
