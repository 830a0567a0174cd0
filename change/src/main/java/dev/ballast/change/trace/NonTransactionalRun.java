package dev.ballast.change.trace;

import dev.ballast.change.trace.LockView.Held;
import dev.ballast.change.trace.RelationCatalog.Relation;
import dev.ballast.change.trace.TransactionalRun.Refused;
import dev.ballast.change.trace.TransactionalRun.Result;
import dev.ballast.change.trace.TransactionalRun.Seen;
import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.seen.ObservedLock;
import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.ProbeResult;
import dev.ballast.change.trace.seen.RelationKind;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.StatementTrace.Observed;
import dev.ballast.change.trace.seen.Wait;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Runs a statement that commits by itself and so cannot be kept open to be looked at: it is put in
/// front of transactions that are in its way, and looked at while it waits for them. For one thread
/// at a time.
final class NonTransactionalRun {
  /// With more tables than this one transaction locks all of them, and only the first lock that the
  /// statement waits for is seen.
  static final int MAX_BLOCKERS = 16;

  /// A phase of the longest statement, `REINDEX CONCURRENTLY`, waits for each kind of transaction
  /// at most this often, whatever the number of its indexes.
  private static final int MAX_WAITS = 64;

  private static final Duration POLL = Duration.ofMillis(1);

  /// What a look at the server could not see.
  private enum Unseen {
    LOCKS_OF_A_PROCEDURE(
        "its locks: it commits by itself, so they were gone before they could be read"),
    LOCKS_OF_THE_UNHINDERED(
        "its locks: nothing was in its way, and they were gone before they could be read"),
    LOCKS_OF_INDEXES("locks on indexes: nothing was in the way of these"),
    LOCKS_ON_OTHER_TABLES("locks on other tables than the first it waited for");

    private final String words;

    Unseen(String words) {
      this.words = words;
    }

    /// Whether it stays unseen, given the locks that were seen.
    boolean despite(Set<Held> locks) {
      return this == LOCKS_ON_OTHER_TABLES || this == LOCKS_OF_INDEXES || locks.isEmpty();
    }
  }

  private final Workbench bench;
  private final TraceOptions options;
  private final Clock clock;
  private List<ObservedRelation> leftInvalid = List.of();

  NonTransactionalRun(Workbench bench, TraceOptions options) {
    this.bench = bench;
    this.options = options;
    this.clock = bench.clock();
  }

  /// Indexes that the last statement left behind unfinished.
  List<ObservedRelation> leftInvalid() {
    return leftInvalid;
  }

  /// A procedure that commits: nothing can be put in its way without knowing what it does.
  Result unlocked(Step step) {
    RelationCatalog before = bench.countedCatalogue();
    LockView lockedBefore = bench.locks();
    Optional<Failure> failure = bench.run(step);
    Sighting sighting = new Sighting(before);
    return result(step, sighting, lockedBefore.wal(), failure, Unseen.LOCKS_OF_A_PROCEDURE);
  }

  Result run(Step step) {
    RelationCatalog before = bench.countedCatalogue();
    Sighting sighting = new Sighting(before);
    Blockers blockers = new Blockers();
    try {
      blockers.put(step.shape(), before);
      long wal = bench.locks().wal();
      CompletableFuture<Optional<Fault>> running = bench.start(step);
      watch(running, blockers, sighting);
      Optional<Failure> failure = running.join().map(bench::failure);
      return result(step, sighting, wal, failure, unseen(step.shape(), blockers));
    } finally {
      blockers.close();
    }
  }

  private static Unseen unseen(StatementText shape, Blockers blockers) {
    if (blockers.oneForAll) {
      return Unseen.LOCKS_ON_OTHER_TABLES;
    }
    return shape.locksIndexesLast() ? Unseen.LOCKS_OF_INDEXES : Unseen.LOCKS_OF_THE_UNHINDERED;
  }

  private void watch(
      CompletableFuture<Optional<Fault>> running, Blockers blockers, Sighting sighting) {
    long start = clock.nanoTime();
    boolean cancelled = false;
    while (!running.isDone()) {
      if (Thread.currentThread().isInterrupted()) {
        bench.cancel();
        running.join();
        throw CommonError.interrupted("tracing a statement");
      }
      if (!cancelled && clock.since(start).compareTo(options.statementLimit()) > 0) {
        bench.cancel();
        cancelled = true;
      }
      LockView view = bench.locks();
      Optional<Blocker> inTheWay =
          view.isWaiting() ? blockers.blocking(bench.blockingPids()) : Optional.empty();
      // The statement may have gone on between the two answers; then they do not belong together.
      if (inTheWay.isPresent() && view.waitsLike(bench.locks())) {
        sighting.sees(view, inTheWay.get());
        blockers.giveWay(inTheWay.get(), view.waitsForTransaction());
      } else {
        clock.pause(POLL);
      }
    }
  }

  private Result result(
      Step step, Sighting sighting, long wal, Optional<Failure> failure, Unseen unseen) {
    LockView lockedAfter = bench.locks();
    RelationCatalog after = bench.countedCatalogue();
    RelationChanges comparison =
        new RelationChanges(sighting.before, sighting.before, after, bench.system());
    if (failure.isPresent()) {
      leftInvalid = comparison.leftInvalid();
      return new Refused(failure.get());
    }
    List<String> open = new ArrayList<>();
    if (unseen.despite(sighting.locks)) {
      open.add(unseen.words);
    }
    List<ObservedLock> locks = comparison.locks(sighting.locks);
    List<Rewrite> rewritten = comparison.rewritten(step.shape());
    return new Seen(
        new Observed(
            locks,
            List.of(),
            rewritten,
            comparison.scans(rewritten),
            comparison.created(),
            comparison.dropped(),
            lockedAfter.wal() - wal,
            sighting.waits(),
            sighting.probes,
            RelationChanges.unnamed(locks, step.shape()),
            comparison.renamed()),
        open);
  }

  /// What was seen so far of a statement that waits now and then.
  private final class Sighting {
    private final RelationCatalog before;
    private final Set<Held> locks = new LinkedHashSet<>();
    private final List<ProbeResult> probes = new ArrayList<>();
    private int forLocks;
    private int forSnapshots;

    Sighting(RelationCatalog before) {
      this.before = before;
    }

    void sees(LockView view, Blocker inTheWay) {
      Set<Held> fresh = new LinkedHashSet<>(view.held());
      fresh.addAll(view.waitedFor());
      fresh.removeAll(locks);
      locks.addAll(fresh);
      if (view.waitsForTransaction()) {
        switch (inTheWay.kind()) {
          case TRANSACTIONS_WITH_A_LOCK -> forLocks++;
          case TRANSACTIONS_WITH_AN_OLDER_SNAPSHOT -> forSnapshots++;
        }
      }
      if (options.probes()) {
        RelationChanges seen = new RelationChanges(before, before, before, bench.system());
        for (ProbeResult result : new Prober(bench.prober()).probe(seen.lockedTables(fresh))) {
          add(result);
        }
      }
    }

    /// What was blocked in one phase stays reported, even where a later one let it through.
    private void add(ProbeResult result) {
      Optional<ProbeResult> known =
          probes.stream()
              .filter(p -> p.relation().equals(result.relation()))
              .filter(p -> p.attempt() == result.attempt())
              .findFirst();
      if (known.isEmpty()) {
        probes.add(result);
      } else if (!known.get().isBlocked()) {
        probes.set(probes.indexOf(known.get()), result);
      }
    }

    List<Wait> waits() {
      List<Wait> waits = new ArrayList<>();
      if (forLocks > 0) {
        waits.add(new Wait(Wait.Kind.TRANSACTIONS_WITH_A_LOCK, forLocks));
      }
      if (forSnapshots > 0) {
        waits.add(new Wait(Wait.Kind.TRANSACTIONS_WITH_AN_OLDER_SNAPSHOT, forSnapshots));
      }
      return waits;
    }
  }

  /// The transactions that are in the way.
  private final class Blockers implements AutoCloseable {
    private final List<Blocker> open = new ArrayList<>();
    private boolean oneForAll;
    private int gaveWay;

    void put(StatementText shape, RelationCatalog catalogue) {
      List<ObservedRelation> tables = candidates(shape, catalogue);
      String mode = shape.passesWriters() ? "SHARE UPDATE EXCLUSIVE" : "ROW EXCLUSIVE";
      oneForAll = tables.size() > MAX_BLOCKERS;
      if (oneForAll) {
        open.add(Blocker.withLocks(bench, tables, mode));
      } else {
        tables.forEach(table -> open.add(Blocker.withLocks(bench, List.of(table), mode)));
      }
      if (!shape.passesWriters()) {
        open.add(Blocker.withSnapshot(bench));
      }
    }

    /// The tables that the text names, by themselves or by an index; all where it names none, or
    /// one whose partitions it may mean.
    private List<ObservedRelation> candidates(StatementText shape, RelationCatalog catalogue) {
      List<Relation> lockable =
          catalogue.all().stream()
              .filter(
                  r -> r.kind() == RelationKind.TABLE || r.kind() == RelationKind.PARTITIONED_TABLE)
              .filter(r -> !r.temporary())
              .toList();
      Set<Long> named = new LinkedHashSet<>();
      catalogue.all().stream()
          .filter(r -> shape.names(r.name()))
          .flatMap(r -> catalogue.root(r).stream())
          .forEach(r -> named.add(r.oid()));
      boolean some = lockable.stream().anyMatch(r -> named.contains(r.oid()));
      boolean parent =
          lockable.stream()
              .anyMatch(r -> named.contains(r.oid()) && r.kind() == RelationKind.PARTITIONED_TABLE);
      return lockable.stream()
          .filter(r -> !some || parent || named.contains(r.oid()))
          .map(catalogue::observed)
          .toList();
    }

    Optional<Blocker> blocking(Set<Long> pids) {
      return open.stream().filter(blocker -> pids.contains(blocker.pid())).findFirst();
    }

    /// Lets the statement continue to its next wait. A successor stands there before it leaves,
    /// unless the statement waits for the table's lock: then a successor would wait behind it.
    void giveWay(Blocker blocker, boolean withSuccessor) {
      if (withSuccessor && gaveWay++ < MAX_WAITS) {
        blocker.successor(bench).ifPresent(open::add);
      }
      open.remove(blocker);
      blocker.close();
    }

    @Override
    public void close() {
      open.forEach(Blocker::close);
    }
  }
}
