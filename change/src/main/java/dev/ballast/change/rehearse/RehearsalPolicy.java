package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What a change may do. What has no limit is measured and not judged.
///
/// @param longestBlocking how long readers or writers of a table may be kept waiting
/// @param walBytes write-ahead log that it may write
/// @param standbyLag how far a standby may fall behind
/// @param diskBytes room that it may take at its worst moment
/// @param rollback whether its way back must be proved
public record RehearsalPolicy(
    Optional<Duration> longestBlocking,
    OptionalLong walBytes,
    Optional<Duration> standbyLag,
    OptionalLong diskBytes,
    boolean rollback) {
  /// A second of waiting is what people notice; a change without a proved way back is a one-way
  /// change, which somebody must say.
  public static final RehearsalPolicy DEFAULT =
      new RehearsalPolicy(
          Optional.of(Duration.ofSeconds(1)),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          true);

  public RehearsalPolicy {
    requireNonNull(longestBlocking, "longestBlocking is null");
    requireNonNull(walBytes, "walBytes is null");
    requireNonNull(standbyLag, "standbyLag is null");
    requireNonNull(diskBytes, "diskBytes is null");
  }
}
