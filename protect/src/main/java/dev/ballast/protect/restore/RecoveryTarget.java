package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;

/// The record at which replay is to stop.
///
/// @param timeline that the record is on
/// @param lastRecord where the last record to be replayed starts
/// @param end where it ends; the replay position that a server must show afterwards
public record RecoveryTarget(TimelineId timeline, Lsn lastRecord, Lsn end) {
  public RecoveryTarget {
    requireNonNull(timeline, "timeline is null");
    requireNonNull(lastRecord, "lastRecord is null");
    requireNonNull(end, "end is null");
    if (!lastRecord.isBefore(end)) {
      throw new IllegalArgumentException("record ends before it starts: " + lastRecord);
    }
  }
}
