package dev.ballast.postgres.wal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/// Finds the prepared transaction's id in a `COMMIT PREPARED` record (access/xact.h,
/// `ParseCommitRecord`): the record's own header names the session that said so, not the
/// transaction.
final class CommitPayload {
  static final int RESOURCE_MANAGER = 1;

  static final int OPERATION_MASK = 0x70;
  static final int COMMIT = 0x00;
  static final int COMMIT_PREPARED = 0x30;
  static final int HAS_INFO = 0x80;

  static final int HAS_DATABASE = 1;
  static final int HAS_SUBTRANSACTIONS = 1 << 1;
  static final int HAS_FILES = 1 << 2;
  static final int HAS_INVALIDATIONS = 1 << 3;
  static final int HAS_TWO_PHASE = 1 << 4;
  static final int HAS_STATISTICS = 1 << 8;

  private static final int SHORT_DATA = 255;
  private static final int LONG_DATA = 254;
  private static final int ORIGIN = 253;
  private static final int TOP_LEVEL = 252;

  private CommitPayload() {}

  static boolean isCommit(int resourceManager, int info) {
    return resourceManager == RESOURCE_MANAGER && (info & OPERATION_MASK) == COMMIT;
  }

  static boolean isCommitPrepared(int resourceManager, int info) {
    return resourceManager == RESOURCE_MANAGER && (info & OPERATION_MASK) == COMMIT_PREPARED;
  }

  /// The prepared transaction's id; empty where the bytes do not have the shape of such a record.
  static OptionalLong preparedXid(ByteBuffer payload, int info, int major) {
    ByteBuffer in = payload.order(ByteOrder.LITTLE_ENDIAN);
    try {
      return (info & HAS_INFO) != 0 && skipToMainData(in)
          ? readMain(in, major)
          : OptionalLong.empty();
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean skipToMainData(ByteBuffer in) {
    while (true) {
      switch (Byte.toUnsignedInt(in.get())) {
        case ORIGIN -> skip(in, 1, Short.BYTES);
        case TOP_LEVEL -> skip(in, 1, Integer.BYTES);
        case SHORT_DATA -> {
          skip(in, 1, Byte.BYTES);
          return true;
        }
        case LONG_DATA -> {
          skip(in, 1, Integer.BYTES);
          return true;
        }
        default -> {
          return false;
        }
      }
    }
  }

  private static OptionalLong readMain(ByteBuffer in, int major) {
    skip(in, 1, Long.BYTES);
    int parts = in.getInt();
    if ((parts & HAS_DATABASE) != 0) {
      skip(in, 1, 2 * Integer.BYTES);
    }
    if ((parts & HAS_SUBTRANSACTIONS) != 0) {
      skip(in, in.getInt(), Integer.BYTES);
    }
    if ((parts & HAS_FILES) != 0) {
      skip(in, in.getInt(), 3 * Integer.BYTES);
    }
    if ((parts & HAS_STATISTICS) != 0) {
      skip(in, in.getInt(), (major >= 18 ? 4 : 3) * Integer.BYTES);
    }
    if ((parts & HAS_INVALIDATIONS) != 0) {
      skip(in, in.getInt(), 4 * Integer.BYTES);
    }
    return (parts & HAS_TWO_PHASE) == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Integer.toUnsignedLong(in.getInt()));
  }

  private static void skip(ByteBuffer in, int count, int size) {
    if (count < 0) {
      throw new IllegalArgumentException("count is negative");
    }
    in.position(Math.addExact(in.position(), Math.multiplyExact(count, size)));
  }
}
