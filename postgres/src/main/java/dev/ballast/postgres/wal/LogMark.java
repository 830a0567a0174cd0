package dev.ballast.postgres.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A record about the log itself that carries a time, a name or a state: what can be a recovery
/// target beside the ends of transactions, and what says how far a log has come.
public sealed interface LogMark {
  /// A named restore point, as `pg_create_restore_point` makes it.
  record RestorePoint(Instant at, String name) implements LogMark {
    public RestorePoint {
      requireNonNull(at, "at is null");
      requireNonNull(name, "name is null");
    }
  }

  /// A checkpoint.
  ///
  /// @param at when it began, in whole seconds
  /// @param redo where recovery from it begins
  record Checkpoint(Instant at, Lsn redo, TimelineId timeline, boolean atShutdown)
      implements LogMark {
    public Checkpoint {
      requireNonNull(at, "at is null");
      requireNonNull(redo, "redo is null");
      requireNonNull(timeline, "timeline is null");
    }
  }

  /// A promotion: the log continues on a timeline of its own.
  record EndOfRecovery(Instant at, TimelineId timeline, TimelineId previous) implements LogMark {
    public EndOfRecovery {
      requireNonNull(at, "at is null");
      requireNonNull(timeline, "timeline is null");
      requireNonNull(previous, "previous is null");
    }
  }

  /// Which transactions are under way.
  ///
  /// @param nextXid the next id to be given
  /// @param oldestRunning every older transaction has ended
  /// @param running ids of top-level transactions, then of their subtransactions, 32 bits each
  record Running(long nextXid, long oldestRunning, Set<Long> running) implements LogMark {
    public Running {
      running = Set.copyOf(running);
    }
  }

  int XLOG_MANAGER = 0;
  int STANDBY_MANAGER = 8;
  int OPERATION_MASK = 0xF0;

  /// What the record says; empty where it is none of these, or its bytes do not have the shape.
  static Optional<LogMark> of(RecordContent content) {
    int manager = content.record().resourceManager();
    if ((manager != XLOG_MANAGER && manager != STANDBY_MANAGER) || !content.isReadable()) {
      return Optional.empty();
    }
    int operation = content.record().info() & OPERATION_MASK;
    try {
      return manager == XLOG_MANAGER
          ? ofLog(content.main(), operation)
          : ofStandby(content.main(), operation);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<LogMark> ofLog(ByteBuffer in, int operation) {
    return switch (operation) {
      case 0x00, 0x10 -> {
        if (in.remaining() < CHECKPOINT_TIME + Long.BYTES) {
          yield Optional.empty();
        }
        yield Optional.of(
            new Checkpoint(
                Instant.ofEpochSecond(in.getLong(CHECKPOINT_TIME)),
                new Lsn(in.getLong(0)),
                new TimelineId(in.getInt(Long.BYTES)),
                operation == 0x00));
      }
      case 0x70 -> {
        Instant at = WalTime.of(in.getLong());
        yield Optional.of(new RestorePoint(at, text(in)));
      }
      case 0x90 -> {
        Instant at = WalTime.of(in.getLong());
        TimelineId timeline = new TimelineId(in.getInt());
        yield Optional.of(new EndOfRecovery(at, timeline, new TimelineId(in.getInt())));
      }
      default -> Optional.empty();
    };
  }

  /// Where a checkpoint's time is (catalog/pg_control.h); the same in 14 to 18, since the level of
  /// the log that 18 added fills a gap.
  int CHECKPOINT_TIME = 64;

  private static Optional<LogMark> ofStandby(ByteBuffer in, int operation) {
    if (operation != 0x10) {
      return Optional.empty();
    }
    int transactions = in.getInt();
    int subtransactions = in.getInt();
    in.getInt();
    long next = Integer.toUnsignedLong(in.getInt());
    long oldest = Integer.toUnsignedLong(in.getInt());
    in.getInt();
    Set<Long> running = new TreeSet<>();
    while (in.remaining() >= Integer.BYTES && running.size() < transactions + subtransactions) {
      running.add(Integer.toUnsignedLong(in.getInt()));
    }
    return Optional.of(new Running(next, oldest, running));
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
