package dev.ballast.protect.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// A prediction interval.
///
/// @param coverage the share of recoveries that is expected within it, below 1
public record Interval(Duration from, Duration to, double coverage) {
  public Interval {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
  }
}
