package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.vault.format.DepositId;

/// What a deposit of log holds, without where the bytes are.
///
/// @param target the name of the guarded database server
/// @param end the first byte that is not in it; `start` where it holds a history only
/// @param history whether it holds the history of its timeline
record DepositedLog(
    DepositId id,
    String target,
    SystemIdentifier system,
    int segmentSize,
    TimelineId timeline,
    Lsn start,
    Lsn end,
    boolean history) {
  DepositedLog {
    requireNonNull(id, "id is null");
    requireNonNull(target, "target is null");
    requireNonNull(system, "system is null");
    requireNonNull(timeline, "timeline is null");
    requireNonNull(start, "start is null");
    requireNonNull(end, "end is null");
  }

  static DepositedLog of(DepositId id, LogRecord record) {
    return new DepositedLog(
        id,
        record.target(),
        SystemIdentifier.parse(record.system()),
        record.segmentSize(),
        record.timelineId(),
        record.start(),
        record.end(),
        !record.history().isEmpty());
  }

  /// Whether any byte from `from` to `to` is in it.
  boolean touches(Lsn from, Lsn to) {
    return start.isBefore(to) && from.isBefore(end);
  }
}
