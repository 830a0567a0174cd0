package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.protocol.ConnectionLoss;
import dev.ballast.postgres.wire.protocol.ResultTable;
import java.util.Optional;

/// What IDENTIFY_SYSTEM reports.
///
/// @param flushed WAL is on the server's disk up to here; on a standby, received and flushed
/// @param database present in mode DATABASE
public record SystemIdentity(
    SystemIdentifier system, TimelineId timeline, Lsn flushed, Optional<String> database) {
  public SystemIdentity {
    requireNonNull(system, "system is null");
    requireNonNull(timeline, "timeline is null");
    requireNonNull(flushed, "flushed is null");
    requireNonNull(database, "database is null");
  }

  static SystemIdentity of(ResultTable.Row row) {
    String system = row.text(0);
    try {
      return new SystemIdentity(
          SystemIdentifier.parse(system), row.timeline(1), row.lsn(2), row.textOrEmpty(3));
    } catch (IllegalArgumentException e) {
      throw ConnectionLoss.violation("the server's system identifier is not a number").cause(e);
    }
  }
}
