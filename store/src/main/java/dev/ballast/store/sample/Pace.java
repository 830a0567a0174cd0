package dev.ballast.store.sample;

import java.time.Duration;

/// How long readings are gathered before they are stored as one chunk for each entity. Families
/// that are read often fill a chunk sooner.
public enum Pace {
  FAST(Duration.ofMinutes(10)),
  SLOW(Duration.ofHours(1));

  private final Duration span;

  Pace(Duration span) {
    this.span = span;
  }

  public Duration span() {
    return span;
  }

  /// The pace of a family that is read this often.
  public static Pace of(Duration cadence) {
    return cadence.compareTo(Duration.ofMinutes(1)) < 0 ? FAST : SLOW;
  }
}
