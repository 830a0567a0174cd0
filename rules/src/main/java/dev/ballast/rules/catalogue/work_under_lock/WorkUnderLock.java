package dev.ballast.rules.catalogue.work_under_lock;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.rules.locks.HeldLocks;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.ConstraintAction.ValidateConstraint;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Work in the size of a table, while the transaction holds a strong lock that it does not need.
@NullMarked
public final class WorkUnderLock implements Rule {
  @Override
  public String id() {
    return "work-under-lock";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    HeldLocks.walk(
        script,
        (statement, held) -> {
          List<WorkEffect> work = work(statement);
          if (!work.isEmpty()) {
            held.locks().stream()
                .filter(each -> each.mode().compareTo(LockMode.SHARE) >= 0)
                .filter(each -> isPointless(statement, each))
                .max((one, other) -> one.mode().compareTo(other.mode()))
                .ifPresent(each -> report(script, statement, each, work, judgement));
          }
        });
  }

  /// Backfills have the rule backfill-in-schema-transaction.
  private static List<WorkEffect> work(SeenStatement statement) {
    if (statement.statement() instanceof DataStatement) {
      return List.of();
    }
    return statement.effects().work().stream()
        .filter(each -> each.likelihood().isCertain() && !each.relation().fresh())
        .filter(each -> each.kind() != WorkEffect.Kind.EMPTIED)
        .toList();
  }

  /// True where the statement itself would lock that relation less. VALIDATE on the same table has
  /// the rule validate-while-locked.
  private static boolean isPointless(SeenStatement statement, HeldLocks.Held held) {
    boolean needed =
        statement
            .effects()
            .lockOn(held.relation())
            .filter(own -> own.mode().compareTo(held.mode()) >= 0)
            .isPresent();
    boolean validates =
        statement.statement() instanceof AlterTable alter
            && alter.name().mayBe(held.relation())
            && alter.actions().stream().anyMatch(ValidateConstraint.class::isInstance);
    return !needed && !validates;
  }

  private static void report(
      ScriptScene script,
      SeenStatement statement,
      HeldLocks.Held held,
      List<WorkEffect> work,
      Judgement judgement) {
    boolean own = script.transactionMode() == TransactionMode.PER_STATEMENT;
    judgement
        .hazard(
            script,
            statement.span(),
            "While this "
                + told(work.getFirst())
                + ", the transaction still holds "
                + held.mode().sql()
                + " on "
                + held.relation()
                + " from line "
                + Quoted.line(script, held.since().span())
                + ": all that time "
                + BlockingLocks.stops(held.mode())
                + " on "
                + held.relation()
                + " waits.")
        .claims(List.of(held.lock()), work)
        .about(tables(work))
        .safe(
            Quoted.whole(script, held.since()),
            own
                ? "COMMIT"
                : "-- in a script of its own, which the tool runs in its own transaction:",
            Quoted.whole(script, statement))
        .advice("End the transaction before the work begins.")
        .report();
  }

  private static QualifiedName[] tables(List<WorkEffect> work) {
    return work.stream().map(each -> each.relation().name()).toArray(QualifiedName[]::new);
  }

  private static String told(WorkEffect work) {
    QualifiedName name = work.relation().name();
    return switch (work.kind()) {
      case REWRITE -> "rewrites " + name;
      case SCAN -> "reads every row of " + name;
      case INDEX_BUILD -> "builds " + name;
      case EMPTIED -> "empties " + name;
    };
  }
}
