package dev.ballast.postgres.wire;

import dev.ballast.postgres.Lsn;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// A WAL stream being received on a virtual thread, and what it brought. Safe from any thread.
final class Receiving implements WalSink, AutoCloseable {
  private static final long WAIT_SECONDS = 120;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ByteArrayOutputStream wal = new ByteArrayOutputStream();
  private final CompletableFuture<WalStreamEnd> end = new CompletableFuture<>();
  private final Lsn start;
  private final Thread thread;
  private Lsn position;
  private int keepalives;

  private Receiving(WalStream stream, Lsn start) {
    this.start = start;
    this.position = start;
    this.thread = Thread.ofVirtual().unstarted(() -> run(stream));
  }

  static Receiving of(WalStream stream, Lsn start) {
    Receiving receiving = new Receiving(stream, start);
    receiving.thread.start();
    return receiving;
  }

  @Override
  public void onWal(Lsn from, ByteBuffer data) {
    lock.lock();
    try {
      if (!from.equals(position)) {
        throw new IllegalStateException("gap: " + position + " was due, " + from + " came");
      }
      wal.write(data.array(), data.arrayOffset() + data.position(), data.remaining());
      position = position.plus(data.remaining());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onKeepalive(Lsn serverEnd) {
    lock.lock();
    try {
      keepalives++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void awaitReceived(Lsn lsn) {
    await(() -> !position.isBefore(lsn));
  }

  void awaitKeepalives(int count) {
    await(() -> keepalives >= count);
  }

  private void await(BooleanSupplier condition) {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
      while (!condition.getAsBoolean()) {
        if (left <= 0 || end.isDone()) {
          throw new AssertionError("did not happen; received up to " + position + ", end " + end);
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  private void run(WalStream stream) {
    end.completeAsync(() -> stream.receive(this), Runnable::run);
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void interrupt() {
    thread.interrupt();
  }

  /// How it ended; its exception as it was.
  WalStreamEnd end() {
    try {
      return end.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  byte[] bytes(Lsn from, Lsn to) {
    lock.lock();
    try {
      return Arrays.copyOfRange(wal.toByteArray(), (int) from.minus(start), (int) to.minus(start));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
