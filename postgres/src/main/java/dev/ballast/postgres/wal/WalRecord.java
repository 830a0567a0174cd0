package dev.ballast.postgres.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import java.util.Optional;

/// The header of one record whose checksum was found right.
///
/// @param start the record's own LSN, after any page header
/// @param end where the next record may start: padded to 8 bytes, after a switch the next segment
/// @param resourceManager which subsystem replays it (access/rmgrlist.h)
/// @param info the record's kind within its resource manager
/// @param xid the writing transaction's 32-bit id, 0 for none
/// @param committedXid the top-level transaction this record commits, 0 for none
public record WalRecord(
    Lsn start, Lsn end, int resourceManager, int info, long xid, long committedXid) {
  public WalRecord {
    requireNonNull(start, "start is null");
    requireNonNull(end, "end is null");
  }

  public Optional<CommitRecord> commit() {
    return committedXid == 0
        ? Optional.empty()
        : Optional.of(new CommitRecord(committedXid, start));
  }
}
