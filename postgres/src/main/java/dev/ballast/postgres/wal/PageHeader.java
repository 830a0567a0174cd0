package dev.ballast.postgres.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The header of a WAL page (access/xlog_internal.h, `XLogPageHeaderData`).
///
/// @param remaining bytes of a record that continue from the page before
record PageHeader(int magic, int flags, int timeline, long address, int remaining) {
  static final int SIZE = 24;
  static final int LONG_SIZE = 40;

  static final int CONTINUES = 1;
  static final int LONG = 2;

  /// The record that was cut off by a crash is void, and this page starts afresh (14.1 and later).
  static final int OVERWRITES = 8;

  private static final int ALL_FLAGS = 0xF;

  static PageHeader parse(byte[] header) {
    ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    return new PageHeader(
        Short.toUnsignedInt(in.getShort(0)),
        Short.toUnsignedInt(in.getShort(2)),
        in.getInt(4),
        in.getLong(8),
        in.getInt(16));
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  boolean hasUnknownFlags() {
    return (flags & ~ALL_FLAGS) != 0;
  }

  /// `XLOG_PAGE_MAGIC` of a supported major.
  static int magicOf(int major) {
    return switch (major) {
      case 14 -> 0xD10D;
      case 15 -> 0xD110;
      case 16 -> 0xD113;
      case 17 -> 0xD116;
      case 18 -> 0xD118;
      default -> throw new IllegalArgumentException("major is not 14 to 18: " + major);
    };
  }
}
