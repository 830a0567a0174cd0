package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.TailWriter;
import dev.ballast.vault.Tails;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.TailName;
import dev.ballast.vault.format.VaultError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Writes the log of one cluster into one vault. What was appended is durable after [#force]: in a
/// tail, one for each segment. A thread of its own puts tails of whole segments into deposits, so
/// that nobody waits for that. Only that thread and the one that calls may use it.
final class LogStore implements AutoCloseable {
  private static final Duration LOCK_WAIT = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Vault vault;
  private final LogShape shape;
  private final DepositPolicy policy;
  private final Reports reports;
  private final Tails.Stream stream;
  private final LogDeposits deposits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Whole> whole = new ArrayList<>();
  private final Thread depositor;
  private WalArchive archive;
  private Optional<TailWriter> writer = Optional.empty();
  private TimelineId timeline = new TimelineId(1);
  private Lsn written = new Lsn(0);
  private Optional<WalArchive.Standing> hole = Optional.empty();
  private StoredBytes stored = StoredBytes.NOTHING;
  private volatile Optional<Fault> broken = Optional.empty();
  private boolean ending;

  /// A tail that is not appended to any more.
  ///
  /// @param since when it ended, by the monotonic clock
  private record Whole(TailName tail, long bytes, long since) {}

  private LogStore(
      Vault vault, LogShape shape, DepositPolicy policy, Tails.Stream stream, Reports reports) {
    this.vault = vault;
    this.shape = shape;
    this.policy = policy;
    this.reports = reports;
    this.stream = stream;
    this.archive = WalArchive.nothing(vault);
    this.deposits = new LogDeposits(vault, stream, shape, reports);
    this.depositor =
        Thread.ofVirtual()
            .name("log deposits")
            .uncaughtExceptionHandler((_, defect) -> broken = Optional.of(internal(defect)))
            .unstarted(this::depositAll);
  }

  private static Fault internal(Throwable defect) {
    return Fault.of(CommonError.INTERNAL_ERROR, "received log could not be put into a deposit")
        .detail(defect.toString())
        .cause(defect);
  }

  /// @param failures receives why a deposit failed; it is tried again
  /// @param damage receives what was stored and cannot be read back
  record Reports(Clock clock, Consumer<Fault> failures, Consumer<Fault> damage) {
    /// Whatever there is to report is thrown.
    static Reports throwing(Clock clock) {
      return new Reports(clock, Reports::raise, Reports::raise);
    }

    private static void raise(Fault fault) {
      throw fault;
    }
  }

  /// Takes the right to write the cluster's log into the vault, and puts what a killed receiver
  /// left into a deposit.
  static LogStore open(Vault vault, LogShape shape, DepositPolicy policy, Reports reports) {
    requireSameSystem(LogCatalogue.of(vault), shape, reports);
    Tails.Stream stream = vault.tails().write(shape.system().value(), LOCK_WAIT);
    try (Undo<RuntimeException> undo = Undo.unlessKept(stream::close)) {
      vault.sweepDeposits();
      LogStore store = new LogStore(vault, shape, policy, stream, reports);
      store.hole = store.deposits.put(vault.tails().of(shape.system().value()));
      store.archive = WalArchive.of(vault, shape.system());
      store.depositor.start();
      return undo.keep(store);
    }
  }

  /// Throws `wal-of-other-system` where the newest deposit of the target is of another cluster.
  /// Compares with the newest deposit of the target that can be read: a damaged one must not keep
  /// the next log from being received.
  static void requireSameSystem(LogCatalogue catalogue, LogShape shape, Reports reports) {
    for (Fault fault : catalogue.damageSince(shape.target())) {
      switch (fault.code()) {
        case VaultError.OBJECT_DAMAGED,
            VaultError.OBJECT_TRUNCATED,
            VaultError.OBJECT_MISSING,
            VaultError.DEPOSIT_UNKNOWN ->
            reports.damage().accept(fault);
        default -> throw fault;
      }
    }
    Optional<DepositedLog> newest = catalogue.newestOf(shape.target());
    if (newest.isPresent() && !newest.get().system().equals(shape.system())) {
      throw otherSystem(
          shape.target(),
          "its system identifier is %s, and log of %s was received up to %s"
              .formatted(shape.system(), newest.get().system(), newest.get().end()));
    }
  }

  static Fault otherSystem(String target, String detail) {
    return Fault.of(
            ProtectError.WAL_OF_OTHER_SYSTEM,
            "another cluster answers for target " + target + " than before")
        .detail(detail)
        .hint(
            "Correct where the target points to. Where the cluster was replaced on purpose,"
                + " guard the new one as a target of another name, or with a new vault.");
  }

  /// Where the cluster's log ends in this vault, as it was opened; before a hole that a damaged
  /// tail left, for the server may still have what is missing.
  Optional<WalArchive.Standing> standing() {
    Optional<WalArchive.Standing> newest = archive.newest();
    return hole.filter(h -> newest.filter(n -> n.timeline().equals(h.timeline())).isPresent())
        .or(() -> newest);
  }

  /// Whether the vault had the history of a timeline when it was opened, or needs none.
  boolean knows(TimelineId timeline) {
    return timeline.value() == 1 || archive.history(timeline).isPresent();
  }

  /// Begins to take log from a position on, or from where the vault has it already. What was
  /// appended before is ended where it is.
  void begin(TimelineId timeline, Lsn start) {
    endTail();
    this.timeline = timeline;
    this.written =
        standing()
            .filter(s -> s.timeline().equals(timeline) && start.isBefore(s.lsn()))
            .map(WalArchive.Standing::lsn)
            .orElse(start);
    this.stored =
        StoredBytes.between(new WalArchive.Standing(timeline, start), written, archive, vault)
            .reportingTo(reports.damage());
  }

  /// Deposits the history of the timeline that is to begin.
  void put(TimelineHistory history, Lsn start) {
    new LogDeposits(vault, stream, shape, reports).put(history, start);
  }

  /// Appends what follows; what is here already is compared, and passed over.
  void append(Lsn start, byte[] bytes, int length) {
    int at = Math.clamp(written.minus(start), 0, length);
    if (at > 0) {
      stored.requireSame(start, bytes, at);
    }
    while (at < length) {
      Lsn end = WalSegment.containing(timeline, written, shape.segmentSize()).end();
      int count = (int) Math.min(length - at, end.minus(written));
      tail().append(bytes, at, count);
      at += count;
      written = written.plus(count);
      if (written.equals(end)) {
        endTail();
      }
    }
  }

  private TailWriter tail() {
    TailWriter current = writer.orElseGet(() -> stream.begin(timeline.value(), written.value()));
    writer = Optional.of(current);
    return current;
  }

  /// All that was appended is durable when this returns.
  Lsn force() {
    if (broken.isPresent()) {
      throw broken.get();
    }
    writer.ifPresent(TailWriter::force);
    return written;
  }

  /// The position after what was appended.
  Lsn written() {
    return written;
  }

  private void endTail() {
    if (writer.isEmpty()) {
      return;
    }
    TailWriter ended = writer.get();
    writer = Optional.empty();
    try {
      ended.force();
    } finally {
      ended.close();
    }
    lock.lock();
    try {
      whole.add(new Whole(ended.name(), ended.bytes(), reports.clock().nanoTime()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void depositAll() {
    lock.lock();
    try {
      while (!ending || !whole.isEmpty()) {
        long wait = untilDue();
        if (wait > 0) {
          changed.await(wait, TimeUnit.NANOSECONDS);
          continue;
        }
        List<Whole> due = List.copyOf(whole);
        if (!deposited(due) && ending) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private long untilDue() {
    if (whole.isEmpty()) {
      return policy.age().toNanos();
    }
    long bytes = whole.stream().mapToLong(Whole::bytes).sum();
    if (ending || bytes >= policy.bytes()) {
      return 0;
    }
    return policy.age().minus(reports.clock().since(whole.getFirst().since())).toNanos();
  }

  /// Called with the lock, which is released while the deposit is made.
  private boolean deposited(List<Whole> due) throws InterruptedException {
    Optional<Fault> failure = Optional.empty();
    lock.unlock();
    try {
      deposits.put(due.stream().map(Whole::tail).toList());
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      failure = Optional.of(fault);
    } finally {
      lock.lock();
    }
    if (failure.isPresent()) {
      reports.failures().accept(failure.get());
      long left = RETRY_AFTER.toNanos();
      while (left > 0 && !ending) {
        left = changed.awaitNanos(left);
      }
      return false;
    }
    whole.removeAll(due);
    changed.signalAll();
    return true;
  }

  /// Puts all that is durable into a deposit, so that no tail is left, and releases the right to
  /// write. Where that fails the tails stay, and the next receiver does it.
  @Override
  public void close() {
    try {
      endTail();
    } finally {
      end();
      stream.close();
    }
  }

  private void end() {
    lock.lock();
    try {
      ending = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (depositor.isAlive()) {
      try {
        depositor.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
