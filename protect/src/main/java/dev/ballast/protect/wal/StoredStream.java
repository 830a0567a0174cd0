package dev.ballast.protect.wal;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.WalStream;
import dev.ballast.postgres.wire.WalStreamEnd;
import java.util.Optional;

/// One stream on its way into the stores: the calling thread receives, one of its own stores, makes
/// durable and confirms. One use.
final class StoredStream {
  /// Waits for log to arrive are no longer than this, so that a change of mode is noticed.
  private static final long LONGEST_WAIT = 100_000_000;

  private final WalStream stream;
  private final ReplicationConnection connection;
  private final LogStores stores;
  private final Durability durability;
  private final LogBuffer buffer = new LogBuffer();
  private volatile Optional<Fault> failure = Optional.empty();

  /// What came up to here was handed to the stores.
  private Lsn stored = new Lsn(0);

  StoredStream(
      WalStream stream, ReplicationConnection connection, LogStores stores, Durability durability) {
    this.stream = stream;
    this.connection = connection;
    this.stores = stores;
    this.durability = durability;
  }

  /// Receives until the stream ends; all that came is durable when this returns, also where it
  /// throws because the connection was lost.
  WalStreamEnd receive(ResumePoint from) {
    Thread storing =
        Thread.ofPlatform()
            .name("log store")
            .daemon(true)
            .uncaughtExceptionHandler((_, defect) -> fail(internal(defect)))
            .unstarted(() -> store(from));
    storing.start();
    WalStreamEnd end;
    try {
      end = stream.receive(buffer::put);
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      end(storing);
      throw failure.orElse(fault);
    } finally {
      end(storing);
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return end;
  }

  private void end(Thread storing) {
    buffer.end();
    await(storing);
  }

  private static void await(Thread storing) {
    boolean interrupted = false;
    while (storing.isAlive()) {
      try {
        storing.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void store(ResumePoint from) {
    try {
      storeAll(from);
    } catch (Fault fault) {
      fail(fault);
    }
  }

  /// Nothing more is received: what cannot be stored is lost on the way.
  private void fail(Fault why) {
    failure = Optional.of(why);
    buffer.fail(why);
    connection.close();
  }

  private void storeAll(ResumePoint from) {
    stored = from.lsn();
    confirm(from);
    long last = durability.now();
    boolean waiting = false;
    while (true) {
      long due = waiting ? durability.untilDue(last) : LONGEST_WAIT;
      int enough = durability.atOnce() ? 1 : LogBuffer.SIZE / 2;
      LogBuffer.Batch batch = buffer.take(enough, Math.min(due, LONGEST_WAIT));
      if (batch.length() > 0) {
        stores.append(batch.start(), batch.bytes(), batch.length());
        stored = batch.start().plus(batch.length());
      }
      if (stores.due()) {
        stream.stop();
      }
      if (!waiting && batch.length() > 0) {
        waiting = true;
        last = durability.now();
      }
      if (waiting && (batch.last() || durability.untilDue(last) == 0)) {
        confirm(from);
        waiting = false;
      }
      if (batch.last()) {
        return;
      }
    }
  }

  /// Nothing is confirmed before the server has shown that its log is the one that is stored, nor
  /// while a vault does not take part.
  private void confirm(ResumePoint from) {
    Lsn durable = stores.force();
    if (stored.isBefore(from.known()) || !stores.complete()) {
      return;
    }
    // A vault that was ahead of the others has more than was received by this stream.
    Lsn confirmed = stored.isBefore(durable) ? stored : durable;
    durability.reached(from.timeline(), confirmed);
    stream.confirm(confirmed, confirmed);
  }

  private static Fault internal(Throwable defect) {
    return Fault.of(CommonError.INTERNAL_ERROR, "the write-ahead log could not be stored")
        .detail(defect.toString())
        .cause(defect);
  }
}
