package dev.ballast.lab.clone;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/// How far a standby is behind its primary at one moment.
///
/// @param bytes of the log that the primary has written and the standby has not replayed
/// @param behind how long ago, at the most, the primary was where the standby is; empty where
///     nobody looked before the primary had passed that position
public record ReplicaLag(long bytes, Optional<Duration> behind) {
  public static final ReplicaLag NONE = new ReplicaLag(0, Optional.of(Duration.ZERO));

  public ReplicaLag {
    requireNonNull(behind, "behind is null");
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes is negative: " + bytes);
    }
  }
}
