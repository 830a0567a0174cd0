package dev.ballast.postgres.wal;

import static dev.ballast.postgres.wal.CommitPayload.COMMIT;
import static dev.ballast.postgres.wal.CommitPayload.COMMIT_PREPARED;
import static dev.ballast.postgres.wal.CommitPayload.HAS_DATABASE;
import static dev.ballast.postgres.wal.CommitPayload.HAS_FILES;
import static dev.ballast.postgres.wal.CommitPayload.HAS_INFO;
import static dev.ballast.postgres.wal.CommitPayload.HAS_INVALIDATIONS;
import static dev.ballast.postgres.wal.CommitPayload.HAS_STATISTICS;
import static dev.ballast.postgres.wal.CommitPayload.HAS_SUBTRANSACTIONS;
import static dev.ballast.postgres.wal.CommitPayload.HAS_TWO_PHASE;
import static dev.ballast.postgres.wal.CommitPayload.OPERATION_MASK;
import static dev.ballast.postgres.wal.CommitPayload.RESOURCE_MANAGER;
import static java.util.Objects.requireNonNull;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The record that ends a transaction, prepared ones included, or that rolls back a subtransaction
/// by itself (access/xact.h). One of these is what a recovery target of a time or an id stops at.
///
/// @param xid the transaction's 32-bit id, unsigned; its epoch is not in the record
/// @param committed whether it committed; if not, it was rolled back
/// @param at the server's clock when it ended
/// @param subtransactions those that end with it
/// @param dropped files that go with the end of the transaction: on a commit those of dropped,
///     truncated and rewritten relations, on an abort those that it had created
public record TransactionEnd(
    long xid,
    boolean committed,
    Instant at,
    List<Long> subtransactions,
    List<RelationFile> dropped) {
  private static final int ABORT = 0x20;
  private static final int ABORT_PREPARED = 0x40;

  public TransactionEnd {
    requireNonNull(at, "at is null");
    subtransactions = List.copyOf(subtransactions);
    dropped = List.copyOf(dropped);
  }

  /// Whether the record ends a transaction, whatever its content.
  public static boolean isOne(WalRecord record) {
    if (record.resourceManager() != RESOURCE_MANAGER) {
      return false;
    }
    int operation = record.info() & OPERATION_MASK;
    return operation == COMMIT
        || operation == COMMIT_PREPARED
        || operation == ABORT
        || operation == ABORT_PREPARED;
  }

  /// What the record says; empty where it ends no transaction, or its bytes do not have the shape.
  public static Optional<TransactionEnd> of(RecordContent content) {
    WalRecord record = content.record();
    if (!isOne(record) || !content.isReadable()) {
      return Optional.empty();
    }
    try {
      return read(content.main(), record, content.major());
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<TransactionEnd> read(ByteBuffer in, WalRecord record, int major) {
    int operation = record.info() & OPERATION_MASK;
    boolean committed = operation == COMMIT || operation == COMMIT_PREPARED;
    boolean prepared = operation == COMMIT_PREPARED || operation == ABORT_PREPARED;
    Instant at = WalTime.of(in.getLong());
    int parts = (record.info() & HAS_INFO) != 0 ? in.getInt() : 0;
    if ((parts & HAS_DATABASE) != 0) {
      in.getLong();
    }
    List<Long> subtransactions = new ArrayList<>();
    if ((parts & HAS_SUBTRANSACTIONS) != 0) {
      for (int left = count(in, Integer.BYTES); left > 0; left--) {
        subtransactions.add(Integer.toUnsignedLong(in.getInt()));
      }
    }
    List<RelationFile> dropped = new ArrayList<>();
    if ((parts & HAS_FILES) != 0) {
      for (int left = count(in, 3 * Integer.BYTES); left > 0; left--) {
        dropped.add(
            new RelationFile(
                Integer.toUnsignedLong(in.getInt()),
                Integer.toUnsignedLong(in.getInt()),
                Integer.toUnsignedLong(in.getInt())));
      }
    }
    if (!prepared) {
      return Optional.of(new TransactionEnd(record.xid(), committed, at, subtransactions, dropped));
    }
    if ((parts & HAS_STATISTICS) != 0) {
      skip(in, (major >= 18 ? 4 : 3) * Integer.BYTES);
    }
    if (committed && (parts & HAS_INVALIDATIONS) != 0) {
      skip(in, 4 * Integer.BYTES);
    }
    if ((parts & HAS_TWO_PHASE) == 0) {
      return Optional.empty();
    }
    long xid = Integer.toUnsignedLong(in.getInt());
    return Optional.of(new TransactionEnd(xid, committed, at, subtransactions, dropped));
  }

  /// A number of items of `size` bytes, all of which must be there.
  private static int count(ByteBuffer in, int size) {
    int count = in.getInt();
    if (count < 0 || Math.multiplyExact(count, size) > in.remaining()) {
      throw new IllegalArgumentException("count is out of range");
    }
    return count;
  }

  private static void skip(ByteBuffer in, int size) {
    int count = count(in, size);
    in.position(in.position() + count * size);
  }
}
