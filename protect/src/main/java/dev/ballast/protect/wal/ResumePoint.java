package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.SystemIdentity;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.ProtectError;
import java.util.List;

/// Where receiving continues after what is stored.
record ResumePoint(TimelineId timeline, Lsn lsn) {

  /// Where nothing is stored: at the beginning of the oldest segment that the slot keeps.
  static ResumePoint first(SystemIdentity identity, Lsn kept, int segmentSize) {
    Lsn start = WalSegment.containing(identity.timeline(), kept, segmentSize).start();
    return new ResumePoint(identity.timeline(), start);
  }

  /// After what is stored, as far as the server's log continues it. `wal-forked` where it does not.
  static ResumePoint after(
      WalArchive.Standing stored,
      SystemIdentity identity,
      ReplicationConnection connection,
      LogEvents events) {
    TimelineId timeline = stored.timeline();
    if (identity.timeline().equals(timeline)) {
      if (identity.flushed().isBefore(stored.lsn())) {
        throw forked(
            "received up to %s of timeline %s, and the server's log ends at %s"
                .formatted(stored.lsn(), timeline, identity.flushed()));
      }
      return new ResumePoint(timeline, stored.lsn());
    }
    if (identity.timeline().value() < timeline.value()) {
      throw forked(
          "received up to timeline %s, and the server is on timeline %s: it was left behind by a promotion"
              .formatted(timeline, identity.timeline()));
    }
    List<TimelineHistory.Entry> line = connection.timelineHistory(identity.timeline()).entries();
    for (int i = 0; i < line.size(); i++) {
      TimelineHistory.Entry left = line.get(i);
      if (left.timeline().equals(timeline)) {
        if (!left.switchPoint().isBefore(stored.lsn())) {
          return new ResumePoint(timeline, stored.lsn());
        }
        events.diverged(timeline, left.switchPoint(), stored.lsn());
        TimelineId next = i + 1 < line.size() ? line.get(i + 1).timeline() : identity.timeline();
        return new ResumePoint(next, left.switchPoint());
      }
    }
    throw forked(
        "timeline %s, which was received, is not in the history of the server's timeline %s"
            .formatted(timeline, identity.timeline()));
  }

  private static Fault forked(String detail) {
    return Fault.of(
            ProtectError.WAL_FORKED,
            "server's write-ahead log does not continue what was received from it")
        .detail(detail)
        .hint(
            "Make sure that this is the server to guard: a restored or an abandoned one must not"
                + " take its place. What was received stays in the vault. To begin again with this"
                + " server, receive into a new vault and take a backup into it.");
  }
}
