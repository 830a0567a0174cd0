package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// How traffic is driven.
///
/// @param ratePerSecond arrivals per second on average, however long the server takes
/// @param sessions how many run at once; an arrival that finds none free waits, and its latency
///     counts from when it was due
/// @param seed of everything that is drawn: the same seed gives the same arrivals and values
/// @param drain how long what has arrived may take to end when the traffic is stopped
public record TrafficSettings(
    double ratePerSecond, int sessions, Spacing spacing, long seed, Duration drain) {
  public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(2);
  public static final int MOST_SESSIONS = 1000;
  public static final double HIGHEST_RATE = 1_000_000;

  /// When arrivals follow each other.
  public enum Spacing {
    /// As independent users come: random gaps around the mean.
    POISSON,
    /// All gaps the same.
    EVEN
  }

  public TrafficSettings {
    requireNonNull(spacing, "spacing is null");
    requireNonNull(drain, "drain is null");
    if (!(ratePerSecond > 0) || ratePerSecond > HIGHEST_RATE) {
      throw new IllegalArgumentException("the rate is above 0 and at most 1,000,000 per second");
    }
    if (sessions < 1 || sessions > MOST_SESSIONS) {
      throw new IllegalArgumentException("there are 1 to 1,000 sessions");
    }
  }

  public static TrafficSettings of(double ratePerSecond, int sessions) {
    return new TrafficSettings(ratePerSecond, sessions, Spacing.POISSON, 1, DEFAULT_DRAIN);
  }

  public TrafficSettings withSpacing(Spacing other) {
    return new TrafficSettings(ratePerSecond, sessions, other, seed, drain);
  }

  public TrafficSettings withSeed(long other) {
    return new TrafficSettings(ratePerSecond, sessions, spacing, other, drain);
  }

  public TrafficSettings withDrain(Duration other) {
    return new TrafficSettings(ratePerSecond, sessions, spacing, seed, other);
  }
}
