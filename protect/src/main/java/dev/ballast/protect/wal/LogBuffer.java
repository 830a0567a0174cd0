package dev.ballast.protect.wal;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Log between the thread that receives it and the one that stores it: two buffers that take turns,
/// so that neither waits for the other unless it is a whole buffer ahead. Its memory is bounded.
final class LogBuffer {
  /// Bytes in each of the two buffers.
  static final int SIZE = 4 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private byte[] filling = new byte[SIZE];
  private byte[] spare = new byte[SIZE];
  private Lsn start = new Lsn(0);
  private int filled;
  private boolean ended;
  private Optional<Fault> failure = Optional.empty();

  /// What was received, in order. The array is the buffer's own until the next [#take].
  static final class Batch {
    private final Lsn start;
    private final byte[] bytes;
    private final int length;
    private final boolean last;

    private Batch(Lsn start, byte[] bytes, int length, boolean last) {
      this.start = start;
      this.bytes = bytes;
      this.length = length;
      this.last = last;
    }

    Lsn start() {
      return start;
    }

    byte[] bytes() {
      return bytes;
    }

    int length() {
      return length;
    }

    /// Whether nothing comes after it.
    boolean last() {
      return last;
    }
  }

  /// Adds what was received; waits while the other side is a whole buffer behind.
  void put(Lsn from, ByteBuffer data) {
    lock.lock();
    try {
      Lsn position = from;
      while (data.hasRemaining()) {
        while (filled == filling.length && failure.isEmpty()) {
          moved.await();
        }
        if (failure.isPresent()) {
          throw failure.get();
        }
        if (filled == 0) {
          start = position;
        }
        int count = Math.min(data.remaining(), filling.length - filled);
        data.get(filling, filled, count);
        filled += count;
        position = position.plus(count);
        moved.signalAll();
      }
    } catch (InterruptedException e) {
      throw CommonError.interrupted("receiving the write-ahead log");
    } finally {
      lock.unlock();
    }
  }

  /// Takes what is here, once it is `enough` or `limit` is over.
  ///
  /// @param enough bytes, at least 1
  /// @param limit nanoseconds
  Batch take(int enough, long limit) {
    lock.lock();
    try {
      long left = limit;
      while (filled < enough && !ended && left > 0) {
        left = moved.awaitNanos(left);
      }
      Batch batch = new Batch(start, filling, filled, ended);
      byte[] empty = spare;
      spare = filling;
      filling = empty;
      filled = 0;
      moved.signalAll();
      return batch;
    } catch (InterruptedException e) {
      throw CommonError.interrupted("storing the write-ahead log");
    } finally {
      lock.unlock();
    }
  }

  /// Nothing more comes.
  void end() {
    lock.lock();
    try {
      ended = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// What is put cannot be stored, and each further put throws this.
  void fail(Fault why) {
    lock.lock();
    try {
      failure = Optional.of(why);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
