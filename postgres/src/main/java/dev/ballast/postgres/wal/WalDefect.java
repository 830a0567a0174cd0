package dev.ballast.postgres.wal;

/// Why decoding ended. The last bytes of a log end in one of these too: a segment is filled from
/// the front, and what lies behind is zeroes or an older segment's content.
public enum WalDefect {
  /// Zeroes where a page header or a record should start: the ordinary end of what was written.
  ZEROES,
  PAGE_MAGIC,
  PAGE_FLAGS,
  /// The page says it belongs elsewhere: a recycled segment, or a misplaced file.
  PAGE_ADDRESS,
  /// The page was written on a timeline that cannot follow.
  TIMELINE,
  /// The first page of a segment names another segment or page size.
  SEGMENT_SIZE,
  /// A page that should continue a record does not, or continues another length of it.
  CONTINUATION,
  RECORD_LENGTH,
  /// A record's back-link does not name the record before it.
  RECORD_CHAIN,
  RESOURCE_MANAGER,
  RECORD_CRC,
  /// A commit record with a right checksum whose parts do not add up.
  COMMIT_SHAPE
}
