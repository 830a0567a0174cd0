package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.ProtectError;
import java.util.List;

/// Where receiving continues after what is stored.
///
/// @param lsn from where on the server is to send
/// @param known up to where that is stored already, and is compared
record ResumePoint(TimelineId timeline, Lsn lsn, Lsn known) {
  /// The most bytes that are compared.
  static final int MOST_COMPARED = 256 << 10;

  /// The fewest: a link that does not pass so many before it breaks passes no log either.
  static final int FEWEST_COMPARED = 8 << 10;

  /// Where nothing is compared.
  static ResumePoint at(TimelineId timeline, Lsn lsn) {
    return new ResumePoint(timeline, lsn, lsn);
  }

  /// The same without the comparison.
  ResumePoint withoutComparison() {
    return at(timeline, known);
  }

  /// Where nothing is stored: at the beginning of the oldest segment that the slot keeps, which a
  /// server that was promoted a moment ago keeps of the timeline before.
  static ResumePoint first(LogSource source, Lsn kept, int segmentSize) {
    TimelineId timeline = source.identity().timeline();
    for (TimelineHistory.Entry left : line(source)) {
      if (kept.isBefore(left.switchPoint())) {
        timeline = left.timeline();
        break;
      }
    }
    return at(timeline, WalSegment.containing(timeline, kept, segmentSize).start());
  }

  private static List<TimelineHistory.Entry> line(LogSource source) {
    TimelineId timeline = source.identity().timeline();
    return timeline.value() == 1
        ? List.of()
        : source.connection().timelineHistory(timeline).entries();
  }

  /// After what is stored, as far as the server's log continues it. `wal-forked` where it does not,
  /// and `wal-source-behind` where it may do so later.
  ///
  /// @param most how many bytes are compared at most
  static ResumePoint after(
      WalArchive.Standing stored, LogSource source, int most, LogEvents events) {
    TimelineId timeline = stored.timeline();
    TimelineId current = source.identity().timeline();
    if (current.equals(timeline)) {
      Lsn flushed = source.identity().flushed();
      if (flushed.isBefore(stored.lsn())) {
        String detail =
            "received up to %s of timeline %s, and the server's log ends at %s"
                .formatted(stored.lsn(), timeline, flushed);
        throw source.standby() ? behind(detail) : forked(detail);
      }
      return compared(stored, most);
    }
    if (current.value() < timeline.value()) {
      String detail =
          "received up to timeline %s, and the server is on timeline %s: it was left behind by a promotion"
              .formatted(timeline, current);
      throw source.standby() || !source.alone() ? behind(detail) : forked(detail);
    }
    List<TimelineHistory.Entry> line = line(source);
    for (int i = 0; i < line.size(); i++) {
      TimelineHistory.Entry left = line.get(i);
      if (left.timeline().equals(timeline)) {
        if (!left.switchPoint().isBefore(stored.lsn())) {
          return compared(stored, most);
        }
        events.diverged(timeline, left.switchPoint(), stored.lsn());
        TimelineId next = i + 1 < line.size() ? line.get(i + 1).timeline() : current;
        return at(next, left.switchPoint());
      }
    }
    throw forked(
        "timeline %s, which was received, is not in the history of the server's timeline %s"
            .formatted(timeline, current));
  }

  /// The end of what is stored is read once more, as far as it is in one segment of the smallest
  /// size: a server that keeps the next byte has removed what is before that at most. A server that
  /// has is asked without.
  private static ResumePoint compared(WalArchive.Standing stored, int most) {
    TimelineId timeline = stored.timeline();
    Lsn segment =
        WalSegment.containing(timeline, stored.lsn().plus(-1), WalSegment.MIN_SIZE).start();
    Lsn from = stored.lsn().minus(segment) > most ? stored.lsn().plus(-most) : segment;
    return new ResumePoint(timeline, from, stored.lsn());
  }

  private static Fault behind(String detail) {
    return Fault.of(
            ProtectError.WAL_SOURCE_BEHIND,
            "the servers that answer have less write-ahead log than was received")
        .detail(detail)
        .hint(
            "Promote a standby, or start the primary: then receiving continues by itself. What was"
                + " received stays in the vault.");
  }

  static Fault forked(String detail) {
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
