package dev.ballast.protect.backup;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.protect.ProtectError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// How far a stream of write-ahead log has come, and what of it is stored. Safe for any number of
/// threads, one of which receives.
final class ReceivedWal {
  /// Bound on waiting for the log to reach a position that the server has written already.
  static final Duration WAIT = Duration.ofSeconds(60);

  /// What was captured.
  ///
  /// @param lastRecord where the last whole record starts
  /// @param end where it ends
  record Captured(List<StoredFile> segments, Lsn lastRecord, Lsn end, long bytes) {}

  /// How the stream is. Once it has ended it stays as it ended.
  private sealed interface State {
    record Streaming() implements State {}

    /// It was stopped, and all of it is stored.
    record Whole() implements State {}

    record Broken(Fault why) implements State {}
  }

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final List<StoredFile> segments = new ArrayList<>();
  private State state = new State.Streaming();
  private Lsn received = new Lsn(0);
  private Lsn decoded = new Lsn(0);
  private Lsn lastRecord = new Lsn(0);
  private Lsn lastRecordEnd = new Lsn(0);

  ReceivedWal(Clock clock) {
    this.clock = clock;
  }

  /// Bytes are here up to `received`, records are known up to `decoded`.
  void advance(Lsn received, Lsn decoded) {
    locked(
        () -> {
          this.received = received;
          this.decoded = decoded;
        });
  }

  /// The last whole record that is here.
  void advanceRecord(Lsn start, Lsn end) {
    locked(
        () -> {
          lastRecord = start;
          lastRecordEnd = end;
        });
  }

  /// A segment is stored; they come in the order of the log.
  void add(StoredFile segment) {
    locked(() -> segments.add(segment));
  }

  /// The stream was stopped, and all of it is stored.
  void complete() {
    end(new State.Whole());
  }

  /// The stream broke; all who wait throw `why`.
  void fail(Fault why) {
    end(new State.Broken(why));
  }

  private void end(State how) {
    locked(
        () -> {
          if (state instanceof State.Streaming) {
            state = how;
          }
        });
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Throws what broke the stream, if anything did.
  void requireSound() {
    lock.lock();
    try {
      if (state instanceof State.Broken(Fault why)) {
        throw why;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the log is here up to `lsn`, whole records or not.
  void awaitReceived(Lsn lsn) {
    await(lsn, () -> received);
  }

  /// Waits until every record that starts before `lsn` is here and known.
  void awaitDecoded(Lsn lsn) {
    await(lsn, () -> decoded);
  }

  private void await(Lsn lsn, Supplier<Lsn> position) {
    long start = clock.nanoTime();
    lock.lock();
    try {
      while (position.get().isBefore(lsn)) {
        switch (state) {
          case State.Broken(Fault why) -> throw why;
          case State.Whole() -> throw missing(lsn);
          case State.Streaming() -> {
            long left = WAIT.minus(clock.since(start)).toNanos();
            if (left <= 0) {
              throw missing(lsn);
            }
            moved.await(left, TimeUnit.NANOSECONDS);
          }
        }
      }
    } catch (InterruptedException e) {
      throw CommonError.interrupted("streaming the write-ahead log");
    } finally {
      lock.unlock();
    }
  }

  private Fault missing(Lsn lsn) {
    return Fault.of(
            ProtectError.WAL_CAPTURE_TIMEOUT,
            "write-ahead log did not arrive up to position " + lsn)
        .detail("received up to " + received + ", decoded up to " + decoded)
        .hint("Look for a WAL sender in state catchup in pg_stat_replication.");
  }

  /// Whether the stream broke.
  boolean isBroken() {
    lock.lock();
    try {
      return state instanceof State.Broken;
    } finally {
      lock.unlock();
    }
  }

  /// What was captured, once the stream was stopped or broke.
  ///
  /// @param enough how far it must reach where it broke; a fault of the vault is thrown anyway
  Captured captured(Lsn enough) {
    lock.lock();
    try {
      return switch (state) {
        case State.Broken(Fault why) -> {
          boolean stored =
              why.code() instanceof PostgresError || why.code() instanceof ProtectError;
          if (!stored || lastRecordEnd.isBefore(enough)) {
            throw why;
          }
          yield whole();
        }
        case State.Streaming() -> throw broken("the stream ended before it was stopped");
        case State.Whole() -> whole();
      };
    } finally {
      lock.unlock();
    }
  }

  private Captured whole() {
    long bytes = segments.stream().mapToLong(StoredFile::size).sum();
    return new Captured(List.copyOf(segments), lastRecord, lastRecordEnd, bytes);
  }

  static Fault broken(String detail) {
    return Fault.of(ProtectError.WAL_CAPTURE_FAILED, "write-ahead log could not be streamed")
        .detail(detail)
        .hint("Run the backup again.");
  }
}
