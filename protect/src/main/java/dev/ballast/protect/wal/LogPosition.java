package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.time.Instant;

/// How far log is received.
///
/// @param durable all vaults have it on disk up to here
/// @param at when that was so, by this machine's clock
/// @param synchronous whether commits of the server wait for what is durable here
public record LogPosition(TimelineId timeline, Lsn durable, Instant at, boolean synchronous) {
  public LogPosition {
    requireNonNull(timeline, "timeline is null");
    requireNonNull(durable, "durable is null");
    requireNonNull(at, "at is null");
  }
}
