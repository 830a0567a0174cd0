package dev.ballast.protect.moment;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wal.RecordContent;
import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.protect.backup.BackupRecord;
import java.util.function.Consumer;

/// Where reading a log begins, and what must be known to read it.
///
/// @param major of the server that wrote it
/// @param timeline the newest one; those that it descends from come before it
/// @param start where recovery begins
/// @param consistentAt the first position at which the copy is consistent
public record LogStart(
    int major, int segmentSize, TimelineId timeline, Lsn start, Lsn consistentAt) {
  public LogStart {
    requireNonNull(timeline, "timeline is null");
    requireNonNull(start, "start is null");
    requireNonNull(consistentAt, "consistentAt is null");
  }

  /// Of a backup, along a timeline.
  public static LogStart of(BackupRecord record, TimelineId timeline) {
    return new LogStart(
        record.version().major(),
        record.source().walSegmentSize(),
        timeline,
        record.span().start(),
        record.span().consistentAt());
  }

  /// A decoder that begins with the segment of the start, and hands on what is at or after it.
  WalDecoder decoder(Consumer<RecordContent> reader) {
    Lsn first = WalSegment.containing(timeline, start, segmentSize).start();
    return new WalDecoder(major, segmentSize, timeline, first, record -> {})
        .withContents(
            content -> {
              if (!content.record().start().isBefore(start)) {
                reader.accept(content);
              }
            });
  }
}
