package dev.ballast.protect.moment;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wal.LogMark;
import dev.ballast.postgres.wal.RecordContent;
import dev.ballast.postgres.wal.TransactionEnd;
import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.postgres.wal.WalDefect;
import dev.ballast.postgres.wal.WalRecord;
import dev.ballast.postgres.wal.WalStatus;
import dev.ballast.protect.ProtectError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Finds the record at which recovery to a target has to stop, by reading the log from the backup's
/// start to its end, with the rules of `recoveryStopsBefore` and `recoveryStopsAfter` in
/// xlogrecovery.c. One use; for one thread.
///
/// A target that PostgreSQL would reach too early or never, after hours of restoring, is refused
/// here, with what can be reached instead.
public final class MomentSearch {
  /// How many places of an ambiguous name are listed.
  private static final int LISTED = 5;

  /// The time of a checkpoint is in whole seconds.
  private static final Duration CHECKPOINT_GRAIN = Duration.ofSeconds(1);

  /// Transactions that end at the same time write their records in another order than they take
  /// their times: by less than this, unless the clock was set back.
  private static final Duration CLOCK_GRAIN = Duration.ofSeconds(10);

  private static final long XID_MASK = 0xFFFF_FFFFL;

  private final LogStart start;
  private final LogTarget target;
  private final BiConsumer<WalRecord, LogMark> marks;

  private Optional<Extent> last = Optional.empty();
  private Optional<Extent> firstConsistent = Optional.empty();
  private Optional<Instant> newest = Optional.empty();
  private Optional<Instant> newestAtConsistency = Optional.empty();
  private Optional<Instant> firstCheckpoint = Optional.empty();
  private Optional<Instant> lastCommit = Optional.empty();

  private Optional<Extent> stop = Optional.empty();
  private boolean stopsBeforeFirst;
  private Optional<Instant> lastCommitAtStop = Optional.empty();
  private long leftOut;
  private final List<Lsn> places = new ArrayList<>();
  private Optional<Earlier> earlier = Optional.empty();
  private Optional<Long> parent = Optional.empty();
  private Optional<Lsn> unreadable = Optional.empty();

  private MomentSearch(LogStart start, LogTarget target, BiConsumer<WalRecord, LogMark> marks) {
    this.start = start;
    this.target = target;
    this.marks = marks;
  }

  /// Where a record starts and ends.
  private record Extent(Lsn start, Lsn end) {}

  /// A transaction behind where a time was passed whose own time is before that.
  private record Earlier(Lsn record, Instant at) {}

  /// Throws `recovery-target-unreachable` for one that is before consistency or behind the end,
  /// `recovery-target-unknown` for a name or a transaction that the log does not have,
  /// `recovery-target-ambiguous` for a name or a time that it has several times, and
  /// `wal-chain-broken` where the log ends before the copy is consistent.
  public static Moment find(LogStart start, LogBytes log, LogTarget target) {
    return find(start, log, target, (record, mark) -> {});
  }

  /// The same.
  ///
  /// @param marks takes what of the whole log is a mark, in order
  public static Moment find(
      LogStart start, LogBytes log, LogTarget target, BiConsumer<WalRecord, LogMark> marks) {
    MomentSearch search = new MomentSearch(start, target, marks);
    WalDecoder decoder = start.decoder(search::accept);
    log.feed(decoder);
    return search.moment(decoder.status());
  }

  private void accept(RecordContent content) {
    WalRecord record = content.record();
    Optional<TransactionEnd> end = TransactionEnd.of(content);
    Optional<LogMark> mark = LogMark.of(content);
    mark.ifPresent(m -> marks.accept(record, m));
    if (!content.isReadable() && TransactionEnd.isOne(record) && unreadable.isEmpty()) {
      unreadable = Optional.of(record.start());
    }
    if (!isStopped() && stopsBefore(record, end)) {
      stopAt(last);
    }
    boolean stopped = isStopped();
    last = Optional.of(new Extent(record.start(), record.end()));
    end.ifPresent(e -> note(e, stopped));
    if (stopped && earlier.isEmpty()) {
      earlier = end.flatMap(e -> earlier(record, e));
    }
    mark.ifPresent(this::note);
    if (firstConsistent.isEmpty() && !record.end().isBefore(start.consistentAt())) {
      firstConsistent = last;
      newestAtConsistency = newest;
    }
    if (stopsAfter(record, end, mark) && !stopped) {
      stopAt(last);
    }
  }

  private boolean isStopped() {
    return stop.isPresent() || stopsBeforeFirst;
  }

  private void stopAt(Optional<Extent> extent) {
    stop = extent;
    stopsBeforeFirst = extent.isEmpty();
    lastCommitAtStop = lastCommit;
  }

  private void note(TransactionEnd end, boolean stopped) {
    seen(end.at());
    if (end.committed()) {
      lastCommit = Optional.of(end.at());
      leftOut += stopped ? 1 : 0;
    }
    if (target instanceof LogTarget.Transaction t
        && end.subtransactions().contains(t.xid() & XID_MASK)) {
      parent = Optional.of(end.xid());
    }
  }

  private Optional<Earlier> earlier(WalRecord record, TransactionEnd end) {
    return target instanceof LogTarget.Time time
            && end.committed()
            && end.at().plus(CLOCK_GRAIN).isBefore(time.at())
        ? Optional.of(new Earlier(record.start(), end.at()))
        : Optional.empty();
  }

  private void note(LogMark mark) {
    switch (mark) {
      case LogMark.Checkpoint checkpoint -> {
        firstCheckpoint = firstCheckpoint.or(() -> Optional.of(checkpoint.at()));
        seen(checkpoint.at());
      }
      case LogMark.RestorePoint point -> seen(point.at());
      case LogMark.EndOfRecovery end -> seen(end.at());
      case LogMark.Running ignored -> {
        // It carries no time.
      }
    }
  }

  private void seen(Instant time) {
    newest = newest.filter(n -> n.isAfter(time)).or(() -> Optional.of(time));
  }

  private boolean stopsBefore(WalRecord record, Optional<TransactionEnd> end) {
    return switch (target) {
      case LogTarget.Position(Lsn lsn, boolean inclusive) ->
          !inclusive && !record.start().isBefore(lsn);
      case LogTarget.Time(Instant at, boolean inclusive) ->
          end.isPresent()
              && (inclusive ? end.get().at().isAfter(at) : !end.get().at().isBefore(at));
      case LogTarget.Transaction(long xid, boolean inclusive) ->
          !inclusive && end.isPresent() && end.get().xid() == (xid & XID_MASK);
      case LogTarget.Latest(), LogTarget.Immediate(), LogTarget.Name(_) -> false;
    };
  }

  private boolean stopsAfter(
      WalRecord record, Optional<TransactionEnd> end, Optional<LogMark> mark) {
    return switch (target) {
      case LogTarget.Position(Lsn lsn, boolean inclusive) ->
          inclusive && !record.start().isBefore(lsn);
      case LogTarget.Transaction(long xid, boolean inclusive) ->
          inclusive && end.isPresent() && end.get().xid() == (xid & XID_MASK);
      case LogTarget.Name(String name) ->
          mark.isPresent()
              && mark.get() instanceof LogMark.RestorePoint point
              && point.name().equals(name)
              && isFirstPlace(record.start());
      case LogTarget.Immediate() -> firstConsistent.isPresent();
      case LogTarget.Latest(), LogTarget.Time(_, _) -> false;
    };
  }

  private boolean isFirstPlace(Lsn place) {
    places.add(place);
    return places.size() == 1;
  }

  private Moment moment(WalStatus status) {
    if (last.isEmpty() || firstConsistent.isEmpty()) {
      throw broken(
          "the log is valid up to %s, the copy is consistent at %s"
              .formatted(status.decodedThrough(), start.consistentAt()),
          status);
    }
    Reach reach = new Reach(firstConsistent.get().end(), firstTime(), last.get().end(), newest);
    requireWhole(status, reach);
    requireUnambiguous();
    if (isBeforeTheLog()) {
      throw early(reach);
    }
    Extent at = isStopped() ? requireConsistent(reach) : end(reach);
    Optional<Instant> commit = isStopped() ? lastCommitAtStop : lastCommit;
    return new Moment(target.text(), at.start(), at.end(), commit, leftOut, reach);
  }

  /// The earliest time that can be a target; empty where the log is too short to have one.
  private Optional<Instant> firstTime() {
    Optional<Instant> known = firstCheckpoint.map(at -> at.plus(CHECKPOINT_GRAIN));
    return newestAtConsistency
        .map(n -> known.filter(n::isBefore).orElse(n))
        .filter(first -> newest.filter(n -> !n.isBefore(first)).isPresent());
  }

  /// A log that ends in something else than its unwritten rest has lost what was behind it.
  private void requireWhole(WalStatus status, Reach reach) {
    if (!isStopped()
        && status instanceof WalStatus.Ended ended
        && ended.defect() != WalDefect.ZEROES) {
      throw broken(reach.text(), status);
    }
    if (unreadable.isPresent() && !isBeforeUnreadable()) {
      throw broken(
          "the end of a transaction at %s cannot be read".formatted(unreadable.get()), status);
    }
  }

  private boolean isBeforeUnreadable() {
    return stop.isPresent() && stop.get().end().isBefore(unreadable.orElseThrow());
  }

  private void requireUnambiguous() {
    if (places.size() > 1) {
      throw Fault.of(
              ProtectError.RECOVERY_TARGET_AMBIGUOUS,
              target.text() + " is in the log " + places.size() + " times")
          .detail(
              "at " + String.join(", ", places.stream().limit(LISTED).map(Lsn::toString).toList()))
          .hint("Give the LSN of the one that is meant with --to-lsn.");
    }
    if (earlier.isPresent()) {
      throw Fault.of(
              ProtectError.RECOVERY_TARGET_AMBIGUOUS,
              target.text() + " was passed more than once: the server's clock was set back")
          .detail(
              "first at %s, and the transaction at %s is of %s"
                  .formatted(
                      stop.map(Extent::end).orElse(start.start()),
                      earlier.get().record(),
                      earlier.get().at()))
          .hint(
              "Give an LSN with --to-lsn; 'ballast moment find' prints those of what happened"
                  + " around it.");
    }
  }

  private Extent requireConsistent(Reach reach) {
    boolean late = stop.isPresent() && !stop.get().end().isBefore(start.consistentAt());
    if (!late) {
      throw early(reach);
    }
    return stop.get();
  }

  private Fault early(Reach reach) {
    return Fault.of(
            ProtectError.RECOVERY_TARGET_UNREACHABLE,
            target.text() + " is before the backup is consistent")
        .detail(reach.text())
        .hint("Choose an older backup; see: ballast backup list");
  }

  /// Which transactions ended between the target and the log's first record, nobody can say.
  private boolean isBeforeTheLog() {
    return target instanceof LogTarget.Time time
        && firstCheckpoint.isPresent()
        && time.at().isBefore(firstCheckpoint.get().plus(CHECKPOINT_GRAIN));
  }

  /// The last record, where the target lies at it or nothing in the log is later.
  private Extent end(Reach reach) {
    Extent end = last.orElseThrow();
    boolean reached =
        switch (target) {
          case LogTarget.Latest(), LogTarget.Immediate() -> true;
          case LogTarget.Time(Instant at, _) -> newest.isPresent() && !at.isAfter(newest.get());
          case LogTarget.Position(Lsn lsn, _) -> !end.end().isBefore(lsn);
          case LogTarget.Name(_), LogTarget.Transaction(_, _) -> false;
        };
    if (reached) {
      return end;
    }
    if (target instanceof LogTarget.Name || target instanceof LogTarget.Transaction) {
      throw Fault.of(ProtectError.RECOVERY_TARGET_UNKNOWN, "the log does not have " + target.text())
          .detail(
              parent
                  .map(p -> "it is a subtransaction of transaction " + p + "; ")
                  .orElse("")
                  .concat(reach.text()))
          .hint("Look for it with 'ballast moment find', or give a time or an LSN.");
    }
    throw Fault.of(
            ProtectError.RECOVERY_TARGET_UNREACHABLE,
            target.text() + " is behind the end of the log")
        .detail(reach.text())
        .hint("Use --to-latest for all that the vault has.");
  }

  private static Fault broken(String detail, WalStatus status) {
    String reason =
        status instanceof WalStatus.Ended ended
            ? "; at " + ended.at() + ": " + ended.detail()
            : "; no more of it is stored";
    return Fault.of(ProtectError.WAL_CHAIN_BROKEN, "stored write-ahead log is broken")
        .detail(detail + reason)
        .hint("Choose another backup; see: ballast backup list");
  }
}
