package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where a rehearsed recovery came to, and whether that is recent enough.
///
/// @param timeline that the last record replayed is on
/// @param lsn the end of that record
/// @param lastCommit when the last transaction committed that was replayed; empty where the log
///     replays none
/// @param lag how long after the server was asked the vault had all that it had written by then;
///     empty where it was not asked, or the vault had less
/// @param leftOutBytes of log behind it that were not replayed, because a limit was set
/// @param asked the objective: at most this much of the latest writes may be lost
/// @param verdict whether the objective is met
public record RehearsedPoint(
    int timeline,
    String lsn,
    Optional<Instant> lastCommit,
    Optional<Duration> lag,
    long leftOutBytes,
    Duration asked,
    Verdict verdict) {
  public RehearsedPoint {
    requireNonNull(lsn, "lsn is null");
    requireNonNull(lastCommit, "lastCommit is null");
    requireNonNull(lag, "lag is null");
    requireNonNull(asked, "asked is null");
    requireNonNull(verdict, "verdict is null");
  }
}
