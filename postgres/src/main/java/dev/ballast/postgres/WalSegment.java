package dev.ballast.postgres;

import static java.util.Objects.requireNonNull;

/// One file of the write-ahead log.
///
/// @param number the segment's ordinal since LSN 0/0
/// @param size bytes in a segment, `wal_segment_size`: a power of two from 1 MB to 1 GB
public record WalSegment(TimelineId timeline, long number, int size) {
  public static final int MIN_SIZE = 1 << 20;
  public static final int MAX_SIZE = 1 << 30;

  public WalSegment {
    requireNonNull(timeline, "timeline is null");
    if (size < MIN_SIZE || size > MAX_SIZE || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("not a WAL segment size: " + size);
    }
    if (number < 0) {
      throw new IllegalArgumentException("segment number is negative: " + number);
    }
  }

  /// The segment that holds the byte at `lsn`.
  public static WalSegment containing(TimelineId timeline, Lsn lsn, int size) {
    return new WalSegment(timeline, Long.divideUnsigned(lsn.value(), size), size);
  }

  public Lsn start() {
    return new Lsn(number * size);
  }

  /// The first position after this segment.
  public Lsn end() {
    return new Lsn((number + 1) * size);
  }

  public WalSegment next() {
    return new WalSegment(timeline, number + 1, size);
  }

  /// The file's name in `pg_wal`: 24 hexadecimal digits, as `XLogFileName` builds it.
  public String fileName() {
    long perLogicalFile = 0x1_0000_0000L / size;
    return "%08X%08X%08X"
        .formatted(timeline.value(), number / perLogicalFile, number % perLogicalFile);
  }
}
