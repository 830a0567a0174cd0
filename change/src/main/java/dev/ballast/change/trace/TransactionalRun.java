package dev.ballast.change.trace;

import dev.ballast.change.trace.LockView.Held;
import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.seen.ObservedLock;
import dev.ballast.change.trace.seen.OtherLock;
import dev.ballast.change.trace.seen.ProbeResult;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.StatementTrace.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs a statement within an open transaction, and looks before that transaction continues. For
/// one thread at a time.
final class TransactionalRun {
  private static final String ALL_DEFERRED = "SET CONSTRAINTS ALL IMMEDIATE";

  /// Tables are tiny here, so the planner would read all of one where on the target it would use an
  /// index.
  private static final String SCAN_UNLESS_INDEXED = "SET LOCAL enable_seqscan = off";

  /// What DDL plans, such as the join that validates a foreign key, reads whole tables on the
  /// target; here the planner might take an index for it.
  private static final String SCAN_ALWAYS =
      "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off;"
          + " SET LOCAL enable_bitmapscan = off";

  private static final String AS_CONFIGURED =
      "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_indexscan TO DEFAULT;"
          + " SET LOCAL enable_indexonlyscan TO DEFAULT; SET LOCAL enable_bitmapscan TO DEFAULT";

  private final Workbench bench;
  private final boolean probes;

  TransactionalRun(Workbench bench, boolean probes) {
    this.bench = bench;
    this.probes = probes;
  }

  /// What came of it.
  sealed interface Result {}

  /// It ran, and this was seen.
  record Seen(Observed observed, List<String> undecided) implements Result {
    Seen {
      undecided = List.copyOf(undecided);
    }
  }

  /// The server refused it, so the transaction is broken.
  record Refused(Failure failure) implements Result {}

  /// @param last whether the transaction ends with this statement, so that what was deferred to its
  ///     end is this statement's doing
  Result run(Step step, OpenTransaction open, boolean last) {
    RelationCatalog before = open.before(bench);
    bench.command(step.shape().isPlanned() ? SCAN_UNLESS_INDEXED : SCAN_ALWAYS);
    LockView lockedBefore = bench.locks();
    Optional<Failure> failure = bench.run(step);
    if (failure.isEmpty() && last) {
      failure = bench.execute(ALL_DEFERRED);
    }
    if (failure.isPresent()) {
      return new Refused(failure.get());
    }
    LockView lockedAfter = bench.locks();
    RelationCatalog after = bench.catalogue();
    bench.command(AS_CONFIGURED);
    RelationChanges comparison =
        new RelationChanges(open.atStart(bench), before, after, bench.system());
    List<Held> added = lockedAfter.added(lockedBefore);
    for (Held held : added) {
      comparison.lock(held).ifPresent(lock -> open.took(held, lock, step.number()));
    }
    open.stillHolds(lockedAfter.held(), step.number());
    open.ran(after);
    bench.adoptRoles(step);
    return new Seen(
        observed(comparison, added, lockedBefore, lockedAfter, step.shape()), List.of());
  }

  /// Runs what was deferred to the transaction's end, ahead of a COMMIT of the script.
  Result commit(Step step, OpenTransaction open) {
    Result result = run(step.insteadRunning(ALL_DEFERRED), open, false);
    if (result instanceof Seen) {
      Optional<Failure> failure = bench.execute(step.text());
      if (failure.isPresent()) {
        return new Refused(failure.get());
      }
    }
    return result;
  }

  private Observed observed(
      RelationChanges comparison,
      List<Held> added,
      LockView lockedBefore,
      LockView lockedAfter,
      StatementText shape) {
    List<ObservedLock> locks = comparison.locks(added);
    List<OtherLock> others = new ArrayList<>(lockedAfter.others());
    others.removeAll(lockedBefore.others());
    List<Rewrite> rewritten = comparison.rewritten(shape);
    List<ProbeResult> results =
        probes ? new Prober(bench.prober()).probe(comparison.lockedTables(added)) : List.of();
    return new Observed(
        locks,
        others,
        rewritten,
        comparison.scans(rewritten),
        comparison.created(),
        comparison.dropped(),
        lockedAfter.wal() - lockedBefore.wal(),
        List.of(),
        results,
        RelationChanges.unnamed(locks, shape),
        comparison.renamed());
  }
}
