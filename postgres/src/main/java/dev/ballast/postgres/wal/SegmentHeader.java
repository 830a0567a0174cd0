package dev.ballast.postgres.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.SystemIdentifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the first page of a segment file says of the whole (access/xlog_internal.h,
/// `XLogLongPageHeaderData`).
///
/// @param major that wrote it
/// @param timeline of the first page; in the first segment of a timeline that of its parent, since
///     the beginning is copied
/// @param start of the segment
public record SegmentHeader(
    int major, TimelineId timeline, Lsn start, SystemIdentifier system, int segmentSize) {
  /// Bytes at the front of the file.
  public static final int SIZE = PageHeader.LONG_SIZE;

  private static final int SYSTEM_OFFSET = 24;
  private static final int SIZE_OFFSET = 32;
  private static final int FIRST_MAJOR = 14;
  private static final int LAST_MAJOR = 18;

  public SegmentHeader {
    requireNonNull(timeline, "timeline is null");
    requireNonNull(start, "start is null");
    requireNonNull(system, "system is null");
  }

  /// Empty where these are not the first bytes of a segment of a supported major.
  public static Optional<SegmentHeader> parse(byte[] front) {
    if (front.length < SIZE) {
      return Optional.empty();
    }
    PageHeader page = PageHeader.parse(front);
    Optional<Integer> major =
        IntStream.rangeClosed(FIRST_MAJOR, LAST_MAJOR)
            .filter(m -> PageHeader.magicOf(m) == page.magic())
            .boxed()
            .findFirst();
    ByteBuffer in = ByteBuffer.wrap(front).order(ByteOrder.LITTLE_ENDIAN);
    int size = in.getInt(SIZE_OFFSET);
    if (major.isEmpty()
        || !page.has(PageHeader.LONG)
        || page.timeline() < 1
        || size < WalSegment.MIN_SIZE
        || size > WalSegment.MAX_SIZE
        || Integer.bitCount(size) != 1
        || Long.remainderUnsigned(page.address(), size) != 0) {
      return Optional.empty();
    }
    return Optional.of(
        new SegmentHeader(
            major.get(),
            new TimelineId(page.timeline()),
            new Lsn(page.address()),
            new SystemIdentifier(in.getLong(SYSTEM_OFFSET)),
            size));
  }
}
