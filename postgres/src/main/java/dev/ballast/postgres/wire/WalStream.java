package dev.ballast.postgres.wire;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.protocol.ConnectionLoss;
import dev.ballast.postgres.wire.protocol.MessageReader;
import dev.ballast.postgres.wire.protocol.MessageWriter;
import dev.ballast.postgres.wire.protocol.ResultTable;
import dev.ballast.postgres.wire.protocol.Wire;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Physical WAL streaming in progress. One thread receives; [#confirm(Lsn, Lsn)], [#received()] and
/// [#stop()] are safe from any thread.
///
/// Status updates go out every [ReplicationOptions#statusInterval()], at once when the server asks,
/// and at each confirmation, as PostgreSQL's own `walreceiver.c` does it.
public final class WalStream {
  /// PostgreSQL counts microseconds from here.
  private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private static final int WAL_HEADER_BYTES = 25;
  private static final int KEEPALIVE_BYTES = 18;
  private static final Lsn NOWHERE = new Lsn(0);

  private final ReplicationConnection connection;
  private final Wire wire;
  private final Clock clock;
  private final Duration statusInterval;
  private final Duration silence;
  private final Optional<WalStreamEnd.EndOfTimeline> immediateEnd;
  private final ReentrantLock replying = new ReentrantLock();
  private volatile Lsn received;
  private Optional<Confirmation> confirmed = Optional.empty();
  private boolean sendingClosed;
  private volatile boolean stopRequested;
  private boolean consumed;

  private record Confirmation(Lsn written, Lsn flushed) {}

  WalStream(ReplicationConnection connection, Lsn start, Optional<WalStreamEnd.EndOfTimeline> end) {
    this.connection = connection;
    this.wire = connection.wire();
    this.clock = connection.clock();
    this.statusInterval = connection.options().statusInterval();
    this.silence = connection.options().walSilence();
    this.received = start;
    this.immediateEnd = end;
  }

  /// Receives until the timeline ends, [#stop()] is called, or the server shuts down. Callable
  /// once.
  ///
  /// An exception from `sink` ends the connection and reaches the caller as it is.
  public WalStreamEnd receive(WalSink sink) {
    requireNonNull(sink, "sink is null");
    if (consumed) {
      throw new IllegalStateException("a WAL stream is received once");
    }
    consumed = true;
    if (immediateEnd.isPresent()) {
      return immediateEnd.get();
    }
    try {
      return connection.streamed(() -> receiveUntilEnd(sink));
    } finally {
      closeSending();
    }
  }

  /// The position after the last byte that was handed to the sink.
  public Lsn received() {
    return received;
  }

  /// Reports to the server, immediately, what is safe. Only confirm as flushed what survives a loss
  /// of power here: the server may then remove its own copy, and with synchronous replication it
  /// may tell its clients that their commits are safe.
  ///
  /// Before the first call the server is informed that everything delivered is written and nothing
  /// is flushed. Once the stream ended this does nothing.
  public void confirm(Lsn written, Lsn flushed) {
    if (written.isBefore(flushed) || received.isBefore(written)) {
      throw new IllegalArgumentException(
          "flushed "
              + flushed
              + " <= written "
              + written
              + " <= received "
              + received
              + " is untrue");
    }
    replying.lock();
    try {
      confirmed = Optional.of(new Confirmation(written, flushed));
      sendStatus(false);
    } finally {
      replying.unlock();
    }
  }

  /// Ends the stream in order; [#receive(WalSink)] returns soon after. Does nothing once it ended.
  public void stop() {
    stopRequested = true;
    sendCopyDone();
  }

  private WalStreamEnd receiveUntilEnd(WalSink sink) {
    wire.reader().silence(silence, "streaming WAL");
    long heard = clock.nanoTime();
    long reported = heard;
    boolean asked = false;
    while (true) {
      long now = clock.nanoTime();
      boolean ask = !asked && now - heard >= silence.toNanos() / 2;
      if (ask || now - reported >= statusInterval.toNanos()) {
        reply(ask);
        reported = now;
        asked = asked || ask;
      }
      if (wire.reader().arrives(waitMillis(now, heard, reported, asked))) {
        Optional<WalStreamEnd> end = take(sink);
        if (end.isPresent()) {
          return end.get();
        }
        heard = clock.nanoTime(); // the sink's time is not the server's silence
        asked = false;
      } else if (clock.nanoTime() - heard >= silence.toNanos()) {
        throw ConnectionLoss.silence(
            PostgresError.CONNECTION_LOST, silence.toMillis(), "streaming WAL", wire.peer());
      }
    }
  }

  /// Until the next status update, the question whether the server lives, or giving up.
  private int waitMillis(long now, long heard, long reported, boolean asked) {
    long untilStatus = reported + statusInterval.toNanos() - now;
    long untilSilence = heard + silence.toNanos() / (asked ? 1 : 2) - now;
    long millis = Math.min(untilStatus, untilSilence) / 1_000_000 + 1;
    return Math.clamp(millis, 1, Integer.MAX_VALUE);
  }

  private Optional<WalStreamEnd> take(WalSink sink) {
    byte type = wire.next();
    return switch (type) {
      case 'd' -> {
        takeData(sink);
        yield Optional.empty();
      }
      case 'c' -> {
        wire.reader().skip();
        sendCopyDone();
        yield Optional.of(finish());
      }
      case 'C' -> {
        // Without CopyDone before it: WalSndDone of a server that shuts down, all WAL sent.
        wire.reader().skip();
        yield Optional.of(new WalStreamEnd.ServerShutDown(received));
      }
      case 'E' -> throw wire.failure();
      default -> throw wire.unexpected(type);
    };
  }

  private void takeData(WalSink sink) {
    MessageReader reader = wire.reader();
    if (reader.remaining() == 0) {
      throw ConnectionLoss.violation("an empty message is in the WAL stream");
    }
    int size = reader.remaining();
    byte kind = reader.int8();
    switch (kind) {
      case 'w' -> {
        requireSize(size >= WAL_HEADER_BYTES, size);
        long start = reader.int64();
        reader.int64(); // the server's end of WAL, also in keepalives
        reader.int64(); // its clock
        takeWal(new Lsn(start), sink);
      }
      case 'k' -> {
        requireSize(size == KEEPALIVE_BYTES, size);
        Lsn serverEnd = new Lsn(reader.int64());
        reader.int64();
        boolean replyRequested = reader.int8() != 0;
        sink.onKeepalive(serverEnd);
        if (replyRequested) {
          reply(false);
        }
      }
      default ->
          throw ConnectionLoss.violation(
              "the WAL stream holds a message of unknown kind " + MessageReader.name(kind));
    }
  }

  private void takeWal(Lsn start, WalSink sink) {
    Lsn position = received;
    if (!start.equals(position)) {
      throw ConnectionLoss.violation(
          "the WAL stream has a gap: " + position + " was due and " + start + " came");
    }
    MessageReader reader = wire.reader();
    while (reader.remaining() > 0) {
      ByteBuffer data = reader.window();
      int count = data.remaining();
      Lsn from = position;
      position = from.plus(count);
      received = position; // first, for a sink whose other half confirms before this call returns
      sink.onWal(from, data);
    }
  }

  private static void requireSize(boolean holds, int size) {
    if (!holds) {
      throw ConnectionLoss.violation(
          "a message in the WAL stream has a wrong size of " + size + " bytes");
    }
  }

  /// After CopyDone both ways: a result set where the timeline ended, and the completions.
  private WalStreamEnd finish() {
    Optional<WalStreamEnd> end = Optional.empty();
    while (true) {
      byte type = wire.next();
      switch (type) {
        case 'T' -> {
          ResultTable table = ResultTable.describedBy(wire.reader().payload());
          end = Optional.of(endOfTimeline(wire.readRowsOf(table), received));
        }
        case 'C' -> wire.reader().skip();
        case 'E' -> throw wire.failure();
        case 'Z' -> {
          return end.orElseGet(this::stopped);
        }
        default -> throw wire.unexpected(type);
      }
    }
  }

  private WalStreamEnd stopped() {
    if (!stopRequested) {
      throw ConnectionLoss.violation("the server ended the WAL stream without a reason");
    }
    return new WalStreamEnd.Stopped(received);
  }

  static WalStreamEnd.EndOfTimeline endOfTimeline(ResultTable table, Lsn received) {
    ResultTable.Row row = table.single();
    TimelineId next = row.timeline(0);
    return new WalStreamEnd.EndOfTimeline(received, next, row.lsn(1));
  }

  private void reply(boolean replyRequested) {
    replying.lock();
    try {
      sendStatus(replyRequested);
    } finally {
      replying.unlock();
    }
  }

  private void sendStatus(boolean replyRequested) {
    if (sendingClosed) {
      return;
    }
    Lsn written = confirmed.map(Confirmation::written).orElse(received);
    Lsn flushed = confirmed.map(Confirmation::flushed).orElse(NOWHERE);
    wire.send(
        MessageWriter.of('d')
            .int8('r')
            .int64(written.value())
            .int64(flushed.value())
            .int64(NOWHERE.value()) // nothing is replayed here
            .int64(ChronoUnit.MICROS.between(POSTGRES_EPOCH, clock.now()))
            .int8(replyRequested ? 1 : 0)
            .finish());
  }

  private void sendCopyDone() {
    replying.lock();
    try {
      if (!sendingClosed && immediateEnd.isEmpty()) {
        sendingClosed = true;
        wire.send(MessageWriter.of('c').finish());
      }
    } finally {
      replying.unlock();
    }
  }

  /// From here on the connection belongs to the next command; a late confirmation is dropped.
  private void closeSending() {
    replying.lock();
    try {
      sendingClosed = true;
    } finally {
      replying.unlock();
    }
  }
}
