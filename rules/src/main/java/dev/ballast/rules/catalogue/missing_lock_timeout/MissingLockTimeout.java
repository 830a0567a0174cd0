package dev.ballast.rules.catalogue.missing_lock_timeout;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Edit;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.ViewStatement.RefreshMaterializedView;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A lock that blocks others is waited for without a bound.
@NullMarked
public final class MissingLockTimeout implements Rule {
  @Override
  public String id() {
    return "missing-lock-timeout";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    for (SeenStatement statement : script.withoutLockTimeout()) {
      List<LockEffect> locks = BlockingLocks.of(statement.effects());
      if (!locks.isEmpty()) {
        // Where the script sets it later, the rule lock-timeout-late points at that place.
        if (BlockingLocks.lastToSet(script, "lock_timeout").isEmpty()) {
          report(script, statement, locks, judgement);
        }
        return;
      }
    }
  }

  private static void report(
      ScriptScene script, SeenStatement statement, List<LockEffect> locks, Judgement judgement) {
    LockMode strongest = locks.getFirst().mode();
    for (LockEffect lock : locks) {
      strongest = lock.mode().compareTo(strongest) > 0 ? lock.mode() : strongest;
    }
    String bound =
        script.transactionMode() == TransactionMode.PER_STATEMENT
            ? "SET lock_timeout = '2s'"
            : "SET LOCAL lock_timeout = '2s'";
    Judgement.Draft draft =
        judgement
            .hazard(
                script,
                statement.span(),
                "Nothing bounds the wait for "
                    + BlockingLocks.told(locks)
                    + ": behind one long query or idle transaction it waits forever, and "
                    + BlockingLocks.stops(strongest)
                    + " queues behind it.")
            .claims(locks, List.of())
            .about(BlockingLocks.tables(locks))
            .safe(
                bound,
                "-- where this fails with SQLSTATE 55P03, try again some seconds later:",
                Quoted.whole(script, statement))
            .advice(
                "Set lock_timeout to a few seconds at the top of the script and run the script"
                    + " again where it fails with SQLSTATE 55P03.");
    // CONCURRENTLY waits under the same bound, and leaves an invalid index where it is reached.
    if (script.seen().stream().noneMatch(MissingLockTimeout::isConcurrent)) {
      int start = statement.span().start();
      draft.fix(new Edit(new Span(start, start), bound + ";\n"));
    }
    draft.report();
  }

  private static boolean isConcurrent(SeenStatement seen) {
    return seen.effects().waitsForOlderTransactions()
        || (seen.statement() instanceof RefreshMaterializedView refresh && refresh.concurrently());
  }
}
