package dev.ballast.protect.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// What one step of a drill worked through, and how long it took.
///
/// @param bytes 0 where the step does not depend on a size
public record Measure(long bytes, Duration took) {
  public static final Measure NONE = new Measure(0, Duration.ZERO);

  public Measure {
    requireNonNull(took, "took is null");
    if (bytes < 0 || took.isNegative()) {
      throw new IllegalArgumentException("negative: " + bytes + " bytes, " + took);
    }
  }

  Measure plus(Measure other) {
    return new Measure(bytes + other.bytes, took.plus(other.took));
  }

  double seconds() {
    return took.toNanos() / 1e9;
  }
}
