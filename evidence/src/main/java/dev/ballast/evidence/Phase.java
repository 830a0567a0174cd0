package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// One measured stretch of a run.
///
/// @param bytes what the phase worked through, 0 where a rate has no meaning
public record Phase(String name, Duration took, long bytes) {
  public Phase {
    requireNonNull(name, "name is null");
    requireNonNull(took, "took is null");
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes is negative: " + bytes);
    }
  }

  /// Bytes per second, 0 where nothing was counted or no time passed.
  public double bytesPerSecond() {
    return took.isZero() ? 0 : bytes / (took.toNanos() / 1e9);
  }
}
