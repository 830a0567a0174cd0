package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// How far a standby of the clone was behind at its worst moment.
///
/// @param bytes of write-ahead log that it had not replayed
/// @param longest the longest that a commit of the clone was not visible on it
public record StandbyLag(long bytes, Duration longest) {
  public StandbyLag {
    requireNonNull(longest, "longest is null");
  }
}
