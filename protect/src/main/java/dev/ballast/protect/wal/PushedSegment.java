package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wal.SegmentHeader;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.ProtectError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A segment file that a server has finished: what its first page says is what its name says.
///
/// @param file where it is
record PushedSegment(Path file, WalSegment segment, SegmentHeader header) {

  /// The part of a segment that is of one timeline.
  record Part(TimelineId timeline, Lsn from, Lsn to) {}

  /// Reads the front of a file.
  ///
  /// Throws `wal-segment-invalid` where it is not the whole segment of its name.
  static PushedSegment open(Path file, WalFileName.Segment name) throws IOException {
    byte[] front = new byte[SegmentHeader.SIZE];
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer into = ByteBuffer.wrap(front);
      while (into.hasRemaining() && channel.read(into) >= 0) {}
    }
    SegmentHeader header =
        SegmentHeader.parse(front)
            .orElseThrow(() -> invalid(file, "its first page is not one of PostgreSQL 14 to 18"));
    Optional<WalSegment> segment = name.ofSize(header.segmentSize());
    if (segment.isEmpty() || !segment.get().start().equals(header.start())) {
      throw invalid(file, "its first page is that of position " + header.start());
    }
    if (header.timeline().value() > name.timeline().value()) {
      throw invalid(file, "its first page is of timeline " + header.timeline());
    }
    long size = Files.size(file);
    if (size != header.segmentSize()) {
      throw invalid(
          file, "it has %d bytes, and a segment has %d".formatted(size, header.segmentSize()));
    }
    return new PushedSegment(file, segment.get(), header);
  }

  private static Fault invalid(Path file, String why) {
    return Fault.of(
            ProtectError.WAL_SEGMENT_INVALID, "file " + file + " is not a whole segment of the log")
        .detail(why)
        .hint("Push only what the server hands to archive_command, and only whole files.");
  }

  /// The bytes of the file.
  byte[] content() throws IOException {
    return Files.readAllBytes(file);
  }

  static byte[] part(byte[] content, WalSegment segment, Lsn from, Lsn to) {
    return Arrays.copyOfRange(
        content,
        Math.toIntExact(from.minus(segment.start())),
        Math.toIntExact(to.minus(segment.start())));
  }

  /// The file by timelines: the first segment of one begins with what was copied from its parents.
  ///
  /// @param history of the segment's timeline, where it is not the first
  List<Part> parts(Optional<TimelineHistory> history) {
    List<Part> parts = new ArrayList<>();
    Lsn from = segment.start();
    for (TimelineHistory.Entry entry : history.map(TimelineHistory::entries).orElse(List.of())) {
      Lsn left = entry.switchPoint();
      if (from.isBefore(left) && left.isBefore(segment.end())) {
        parts.add(new Part(entry.timeline(), from, left));
        from = left;
      }
    }
    parts.add(new Part(segment.timeline(), from, segment.end()));
    return parts;
  }
}
