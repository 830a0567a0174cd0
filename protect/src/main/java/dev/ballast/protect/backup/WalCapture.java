package dev.ballast.protect.backup;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
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
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.verify.snapshot.CommitLog;
import dev.ballast.protect.verify.snapshot.KeptCommits;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.format.ChunkRef;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Streams the write-ahead log beside a base backup and stores its segments. A temporary slot, made
/// before the backup begins, keeps the server from removing what is not here yet. Safe for any
/// number of threads; a thread of its own receives.
final class WalCapture implements CommitLog, AutoCloseable {
  /// Bound on waiting for the log to reach a position that the server has written already.
  static final Duration WAIT = Duration.ofSeconds(60);

  private final ReplicationConnection connection;
  private final SlotName slot;
  private final Deposit deposit;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final KeptCommits commits;
  private final List<StoredFile> segments = new ArrayList<>();
  private Optional<WalStream> stream = Optional.empty();
  private Optional<Thread> receiver = Optional.empty();
  private Optional<Fault> failure = Optional.empty();
  private Runnable onFailure = () -> {};
  private Lsn received = new Lsn(0);
  private Lsn decoded = new Lsn(0);
  private Lsn lastRecord = new Lsn(0);
  private Lsn lastRecordEnd = new Lsn(0);
  private boolean ended;
  private boolean whole;

  private WalCapture(
      ReplicationConnection connection,
      SlotName slot,
      Deposit deposit,
      KeptCommits commits,
      Clock clock) {
    this.connection = connection;
    this.slot = slot;
    this.deposit = deposit;
    this.commits = commits;
    this.clock = clock;
  }

  /// Connects and makes the slot; from here on the server keeps what will be needed.
  static WalCapture open(ConnectionSettings settings, Deposit deposit, Clock clock) {
    ReplicationConnection connection =
        ReplicationConnection.open(settings, ReplicationMode.PHYSICAL, "ballast wal", clock);
    try (Undo<RuntimeException> undo = Undo.unlessKept(connection::close)) {
      SlotName slot = new SlotName("ballast_" + deposit.id().text().replaceAll("[^a-z0-9]", "_"));
      // A standby of 14 streams nothing before it was asked who it is.
      connection.identifySystem();
      connection.createPhysicalSlot(slot, true, true);
      KeptCommits commits = new KeptCommits(() -> snapshot(settings));
      return undo.keep(new WalCapture(connection, slot, deposit, commits, clock));
    }
  }

  /// Runs `action`, on the receiving thread, when the stream breaks: what is copied without its log
  /// is worth nothing, and a long copy should not go on.
  void onFailure(Runnable action) {
    lock.lock();
    try {
      onFailure = action;
    } finally {
      lock.unlock();
    }
  }

  private static String snapshot(ConnectionSettings settings) {
    try (Session session = Session.open(settings, SessionOptions.of("ballast wal"))) {
      return session.text("SELECT pg_catalog.pg_current_snapshot()");
    }
  }

  /// Begins to receive at the start of the segment that holds `start`.
  ///
  /// @param chunkSize bytes, the vault's
  void begin(Lsn start, TimelineId timeline, int segmentSize, int chunkSize) {
    WalSegment first = WalSegment.containing(timeline, start, segmentSize);
    WalStream opened = connection.startPhysical(Optional.of(slot), first.start(), timeline);
    WalDecoder decoder =
        new WalDecoder(
            connection.serverVersion().major(),
            segmentSize,
            timeline,
            first.start(),
            this::onRecord);
    Segments store = new Segments(first, segmentSize, chunkSize);
    Thread thread =
        Thread.ofVirtual()
            .name("wal capture")
            .uncaughtExceptionHandler((ignored, defect) -> end(Optional.of(internal(defect))))
            .unstarted(() -> receive(opened, decoder, store));
    lock.lock();
    try {
      stream = Optional.of(opened);
      receiver = Optional.of(thread);
    } finally {
      lock.unlock();
    }
    thread.start();
  }

  private void receive(WalStream opened, WalDecoder decoder, Segments store) {
    try {
      WalStreamEnd end = opened.receive((start, data) -> onWal(start, data, decoder, store));
      end(
          switch (end) {
            case WalStreamEnd.EndOfTimeline left ->
                Optional.of(failed("the source left the timeline at " + left.switchPoint()));
            case WalStreamEnd.ServerShutDown ignored -> Optional.of(failed("the source shut down"));
            case WalStreamEnd.Stopped ignored -> {
              store.finish();
              yield Optional.empty();
            }
          });
    } catch (Fault e) {
      end(Optional.of(e));
    }
  }

  /// The stream has ended: whole unless something went wrong.
  private void end(Optional<Fault> fault) {
    Runnable action;
    lock.lock();
    try {
      failure = fault;
      whole = fault.isEmpty();
      ended = true;
      moved.signalAll();
      action = onFailure;
    } finally {
      lock.unlock();
    }
    if (fault.isPresent()) {
      action.run();
    }
  }

  private static Fault internal(Throwable defect) {
    return Fault.of(CommonError.INTERNAL_ERROR, "the write-ahead log could not be kept")
        .detail(defect.toString())
        .cause(defect);
  }

  /// Throws what broke the stream, if anything did.
  void requireRunning() {
    lock.lock();
    try {
      if (failure.isPresent()) {
        throw failure.get();
      }
    } finally {
      lock.unlock();
    }
  }

  private void onRecord(WalRecord record) {
    record.commit().ifPresent(commits::add);
    lock.lock();
    try {
      lastRecord = record.start();
      lastRecordEnd = record.end();
    } finally {
      lock.unlock();
    }
  }

  private void onWal(Lsn start, ByteBuffer data, WalDecoder decoder, Segments store) {
    int length = data.remaining();
    int offset = data.arrayOffset() + data.position();
    WalStatus status = decoder.feed(data.array(), offset, length);
    store.append(data.array(), offset, length);
    lock.lock();
    try {
      received = start.plus(length);
      decoded =
          switch (status) {
            case WalStatus.Reading reading -> reading.decodedThrough();
            case WalStatus.Ended bad ->
                throw failed("invalid record at " + bad.at() + ": " + bad.detail());
          };
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<CommitRecord> commitsThrough(Lsn lsn) {
    await("position " + lsn, () -> !decoded.isBefore(lsn));
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
    await("position " + lsn, () -> !received.isBefore(lsn));
  }

  private void await(String what, BooleanSupplier reached) {
    long start = clock.nanoTime();
    lock.lock();
    try {
      while (!reached.getAsBoolean()) {
        if (failure.isPresent()) {
          throw failure.get();
        }
        long left = WAIT.minus(clock.since(start)).toNanos();
        if (ended || left <= 0) {
          throw Fault.of(
                  ProtectError.WAL_CAPTURE_TIMEOUT, "write-ahead log did not arrive up to " + what)
              .detail("received up to " + received + ", decoded up to " + decoded)
              .hint("Look for a WAL sender in state catchup in pg_stat_replication.");
        }
        moved.await(left, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      throw CommonError.interrupted("streaming the write-ahead log");
    } finally {
      lock.unlock();
    }
  }

  /// What was captured.
  ///
  /// @param lastRecord where the last whole record starts
  /// @param end where it ends
  record Captured(List<StoredFile> segments, Lsn lastRecord, Lsn end, long bytes) {}

  /// Stops receiving and stores the rest.
  Captured finish() {
    Thread thread =
        receiver.orElseThrow(() -> new IllegalStateException("the capture has not begun"));
    stream.ifPresent(WalStream::stop);
    try {
      if (!thread.join(WAIT)) {
        throw failed("the server did not end the stream");
      }
    } catch (InterruptedException e) {
      throw CommonError.interrupted("streaming the write-ahead log");
    }
    lock.lock();
    try {
      if (failure.isPresent()) {
        throw failure.get();
      }
      if (!whole) {
        throw failed("the stream ended before it was stopped");
      }
      long bytes = segments.stream().mapToLong(StoredFile::size).sum();
      return new Captured(List.copyOf(segments), lastRecord, lastRecordEnd, bytes);
    } finally {
      lock.unlock();
    }
  }

  private static Fault failed(String detail) {
    return Fault.of(ProtectError.WAL_CAPTURE_FAILED, "write-ahead log could not be streamed")
        .detail(detail)
        .hint("Run the backup again.");
  }

  /// Ends the connection, and with it the temporary slot. When this returns nobody stores anything
  /// more.
  @Override
  public void close() {
    connection.close();
    if (receiver.isEmpty()) {
      return;
    }
    boolean interrupted = false;
    try {
      // A reader that lost its connection ends by itself; one that waits for the vault's disk may
      // not.
      if (!receiver.get().join(WAIT)) {
        receiver.get().interrupt();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      receiver.get().interrupt();
    }
    while (receiver.get().isAlive()) {
      try {
        receiver.get().join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      throw CommonError.interrupted("ending the write-ahead log's stream");
    }
  }

  /// Cuts the stream into segments and those into chunks. For the receiving thread alone.
  private final class Segments {
    private final int segmentSize;
    private final byte[] buffer;
    private WalSegment current;
    private int filled;
    private long sizeOfCurrent;
    private List<ChunkRef> chunks = new ArrayList<>();

    Segments(WalSegment first, int segmentSize, int chunkSize) {
      this.current = first;
      this.segmentSize = segmentSize;
      this.buffer = new byte[Math.min(chunkSize, segmentSize)];
    }

    void append(byte[] data, int offset, int length) {
      int at = offset;
      int left = length;
      while (left > 0) {
        int room = (int) Math.min(buffer.length - filled, segmentSize - sizeOfCurrent);
        int count = Math.min(room, left);
        System.arraycopy(data, at, buffer, filled, count);
        filled += count;
        sizeOfCurrent += count;
        at += count;
        left -= count;
        if (filled == buffer.length) {
          store();
        }
        if (sizeOfCurrent == segmentSize) {
          endSegment();
        }
      }
    }

    void finish() {
      if (sizeOfCurrent > 0) {
        endSegment();
      }
    }

    private void store() {
      if (filled > 0) {
        chunks.add(deposit.put(buffer, 0, filled));
        filled = 0;
      }
    }

    private void endSegment() {
      store();
      StoredFile file = new StoredFile(current.fileName(), sizeOfCurrent, chunks);
      lock.lock();
      try {
        segments.add(file);
      } finally {
        lock.unlock();
      }
      chunks = new ArrayList<>();
      sizeOfCurrent = 0;
      current = current.next();
    }
  }
}
