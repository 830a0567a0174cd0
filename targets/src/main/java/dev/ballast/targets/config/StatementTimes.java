package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/// How long statements may take, 95 of 100 calls.
///
/// @param all of any class
/// @param read that only read rows
/// @param write that write rows
public record StatementTimes(
    Optional<Duration> all, Optional<Duration> read, Optional<Duration> write) {
  public static final StatementTimes NONE =
      new StatementTimes(Optional.empty(), Optional.empty(), Optional.empty());

  public StatementTimes {
    requireNonNull(all, "all is null");
    requireNonNull(read, "read is null");
    requireNonNull(write, "write is null");
  }
}
