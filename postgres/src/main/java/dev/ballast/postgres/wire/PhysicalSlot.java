package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.util.Optional;

/// A physical replication slot as READ_REPLICATION_SLOT reports it.
///
/// @param restartLsn the oldest WAL the slot holds back; absent until it was ever reserved
/// @param restartTimeline the timeline of that WAL
public record PhysicalSlot(
    SlotName name, Optional<Lsn> restartLsn, Optional<TimelineId> restartTimeline) {
  public PhysicalSlot {
    requireNonNull(name, "name is null");
    requireNonNull(restartLsn, "restartLsn is null");
    requireNonNull(restartTimeline, "restartTimeline is null");
  }
}
