package dev.ballast.protect.backup;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.wal.CommitRecord;
import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.postgres.wal.WalRecord;
import dev.ballast.postgres.wal.WalStatus;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.SlotName;
import dev.ballast.postgres.wire.WalStream;
import dev.ballast.postgres.wire.WalStreamEnd;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.protect.verify.snapshot.CommitLog;
import dev.ballast.protect.verify.snapshot.KeptCommits;
import dev.ballast.vault.Deposit;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Streams the write-ahead log beside a base backup and stores its segments. A temporary slot, made
/// before the backup begins, keeps the server from removing what is not here yet. [#begin],
/// [#finish] and [#close()] are for one thread at a time, the rest for any number; a thread of its
/// own receives.
final class WalCapture implements CommitLog, AutoCloseable {
  private final Slot slot;
  private final Deposit deposit;
  private final KeptCommits commits;
  private final ReceivedWal wal;
  private final Runnable onFailure;
  private volatile Phase phase = new Phase.Prepared();

  /// A temporary slot, which lives as long as its connection.
  private record Slot(ReplicationConnection connection, SlotName name) {}

  private sealed interface Phase {
    /// The slot is made, and nothing is received.
    record Prepared() implements Phase {}

    /// The receiver runs, or has run.
    record Begun(WalStream stream, Thread receiver) implements Phase {}
  }

  private WalCapture(
      Slot slot, Deposit deposit, KeptCommits commits, ReceivedWal wal, Runnable onFailure) {
    this.slot = slot;
    this.deposit = deposit;
    this.commits = commits;
    this.wal = wal;
    this.onFailure = onFailure;
  }

  /// Connects and makes the slot; from here on the server keeps what will be needed.
  ///
  /// @param onFailure runs on the receiving thread when the stream breaks: what is copied without
  ///     its log is worth nothing, and a long copy should not go on
  static WalCapture open(
      ConnectionSettings settings, Deposit deposit, Runnable onFailure, Clock clock) {
    ReplicationConnection connection =
        ReplicationConnection.open(settings, ReplicationMode.PHYSICAL, "ballast wal", clock);
    try (Undo<RuntimeException> undo = Undo.unlessKept(connection::close)) {
      SlotName name = new SlotName("ballast_" + deposit.id().text().replaceAll("[^a-z0-9]", "_"));
      // A standby of 14 streams nothing before it was asked who it is.
      connection.identifySystem();
      connection.createPhysicalSlot(name, true, true);
      KeptCommits commits = new KeptCommits(() -> past(settings));
      return undo.keep(
          new WalCapture(
              new Slot(connection, name), deposit, commits, new ReceivedWal(clock), onFailure));
    }
  }

  /// On a standby a snapshot does not name what runs on the primary, and what was replayed is seen.
  private static Predicate<CommitRecord> past(ConnectionSettings settings) {
    try (Session session = Session.open(settings, SessionOptions.of("ballast wal"))) {
      Optional<Lsn> replayed =
          session.one(
              "SELECT CASE WHEN pg_catalog.pg_is_in_recovery()"
                  + " THEN pg_catalog.pg_last_wal_replay_lsn() END AS lsn",
              row -> row.lsnOrEmpty("lsn"));
      return replayed
          .map(KeptCommits::replayedBefore)
          .orElseGet(
              () -> KeptCommits.seenBy(session.text("SELECT pg_catalog.pg_current_snapshot()")));
    }
  }

  /// Begins to receive at the start of the segment that holds `start`.
  ///
  /// @param chunkSize bytes, the vault's
  void begin(Lsn start, TimelineId timeline, int segmentSize, int chunkSize) {
    if (phase instanceof Phase.Begun) {
      throw new IllegalStateException("the capture has begun");
    }
    WalSegment first = WalSegment.containing(timeline, start, segmentSize);
    ReplicationConnection connection = slot.connection();
    WalStream stream = connection.startPhysical(Optional.of(slot.name()), first.start(), timeline);
    WalDecoder decoder =
        new WalDecoder(
            connection.serverVersion().major(),
            segmentSize,
            timeline,
            first.start(),
            this::onRecord);
    SegmentWriter writer = new SegmentWriter(deposit, first, segmentSize, chunkSize, wal::add);
    Thread receiver =
        Thread.ofVirtual()
            .name("wal capture")
            .uncaughtExceptionHandler((ignored, defect) -> fail(internal(defect)))
            .unstarted(() -> receive(stream, decoder, writer));
    phase = new Phase.Begun(stream, receiver);
    receiver.start();
  }

  private void receive(WalStream stream, WalDecoder decoder, SegmentWriter writer) {
    try {
      switch (stream.receive((start, data) -> onWal(start, data, decoder, writer))) {
        case WalStreamEnd.EndOfTimeline left ->
            failWith(
                ReceivedWal.broken("the source left the timeline at " + left.switchPoint()),
                writer);
        case WalStreamEnd.ServerShutDown ignored ->
            failWith(ReceivedWal.broken("the source shut down"), writer);
        case WalStreamEnd.Stopped ignored -> {
          writer.finish();
          wal.complete();
        }
      }
    } catch (Fault e) {
      if (e.code() instanceof PostgresError) {
        failWith(e, writer);
      } else {
        fail(e);
      }
    }
  }

  /// What came before the stream broke is stored: it may be all that the files need.
  private void failWith(Fault why, SegmentWriter writer) {
    try {
      writer.finish();
    } catch (Fault e) {
      fail(e);
      return;
    }
    fail(why);
  }

  private void fail(Fault why) {
    wal.fail(why);
    onFailure.run();
  }

  private static Fault internal(Throwable defect) {
    return Fault.of(CommonError.INTERNAL_ERROR, "the write-ahead log could not be kept")
        .detail(defect.toString())
        .cause(defect);
  }

  /// Throws what broke the stream, if anything did.
  void requireRunning() {
    wal.requireSound();
  }

  private void onRecord(WalRecord record) {
    record.commit().ifPresent(commits::add);
    wal.advanceRecord(record.start(), record.end());
  }

  private void onWal(Lsn start, ByteBuffer data, WalDecoder decoder, SegmentWriter writer) {
    int length = data.remaining();
    int offset = data.arrayOffset() + data.position();
    WalStatus status = decoder.feed(data.array(), offset, length);
    writer.append(data.array(), offset, length);
    switch (status) {
      case WalStatus.Reading reading -> wal.advance(start.plus(length), reading.decodedThrough());
      case WalStatus.Ended bad ->
          throw ReceivedWal.broken("invalid record at " + bad.at() + ": " + bad.detail());
    }
  }

  @Override
  public List<CommitRecord> commitsThrough(Lsn lsn) {
    wal.awaitDecoded(lsn);
    return commits.all();
  }

  @Override
  public void settle() {
    commits.settle();
  }

  @Override
  public void letGo() {
    commits.letGo();
  }

  /// Waits until the log is here up to `lsn`, whole records or not.
  void awaitReceived(Lsn lsn) {
    wal.awaitReceived(lsn);
  }

  /// Stops receiving and stores the rest. Where the stream broke before, what came is returned if
  /// it reaches far enough.
  ///
  /// @param enough up to where the log is needed
  ReceivedWal.Captured finish(Lsn enough) {
    switch (phase) {
      case Phase.Prepared() -> throw new IllegalStateException("the capture has not begun");
      case Phase.Begun(WalStream stream, Thread receiver) -> {
        if (!wal.isBroken()) {
          stream.stop();
        }
        try {
          if (!receiver.join(ReceivedWal.WAIT)) {
            throw ReceivedWal.broken("the server did not end the stream");
          }
        } catch (InterruptedException e) {
          throw CommonError.interrupted("streaming the write-ahead log");
        }
        return wal.captured(enough);
      }
    }
  }

  /// Ends the connection, and with it the temporary slot. When this returns nobody stores anything
  /// more.
  @Override
  public void close() {
    slot.connection().close();
    switch (phase) {
      case Phase.Prepared() -> {}
      case Phase.Begun begun -> awaitEnd(begun.receiver());
    }
  }

  private static void awaitEnd(Thread receiver) {
    boolean interrupted = false;
    try {
      // A reader that lost its connection ends by itself; one that waits for the vault's disk may
      // not.
      if (!receiver.join(ReceivedWal.WAIT)) {
        receiver.interrupt();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      receiver.interrupt();
    }
    while (receiver.isAlive()) {
      try {
        receiver.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      throw CommonError.interrupted("ending the write-ahead log's stream");
    }
  }
}
