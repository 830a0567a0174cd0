package dev.ballast.sample.traffic;

/// How busy to keep a shop.
///
/// @param ratePerSecond operations that arrive a second on average, whether or not earlier ones are
///     done; they arrive at random (Poisson), as from many users who do not know of each other
/// @param writers sessions, and so the most operations at a time
/// @param seed which operations arrive, in which order and with which gaps
public record TrafficSettings(double ratePerSecond, int writers, long seed) {
  public static final int MOST_WRITERS = 200;

  public TrafficSettings {
    if (!(ratePerSecond > 0 && ratePerSecond <= 100_000)) {
      throw new IllegalArgumentException("rate is not between 0 and 100000: " + ratePerSecond);
    }
    if (writers < 1 || writers > MOST_WRITERS) {
      throw new IllegalArgumentException("writers are not 1 to " + MOST_WRITERS + ": " + writers);
    }
  }
}
