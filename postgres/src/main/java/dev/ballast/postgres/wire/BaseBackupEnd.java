package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.protocol.ServerMessage;
import dev.ballast.postgres.wire.protocol.ServerNotices;

/// How a base backup ended that the server sent to the end.
public sealed interface BaseBackupEnd {

  /// WAL up to here makes the backup consistent.
  Lsn endLsn();

  TimelineId timeline();

  /// What the server said without being asked while it worked: warnings, and notices as that WAL
  /// archiving is off.
  ServerNotices warnings();

  /// The server found no fault.
  record Complete(Lsn endLsn, TimelineId timeline, ServerNotices warnings)
      implements BaseBackupEnd {
    public Complete {
      requireNonNull(endLsn, "endLsn is null");
      requireNonNull(timeline, "timeline is null");
      requireNonNull(warnings, "warnings is null");
    }
  }

  /// All data came, but pages of the source failed their checksum; the warnings name them. Such a
  /// backup is kept apart and never counted.
  record PageChecksumFailures(
      Lsn endLsn, TimelineId timeline, ServerNotices warnings, ServerMessage error)
      implements BaseBackupEnd {
    public PageChecksumFailures {
      requireNonNull(endLsn, "endLsn is null");
      requireNonNull(timeline, "timeline is null");
      requireNonNull(warnings, "warnings is null");
      requireNonNull(error, "error is null");
    }
  }
}
