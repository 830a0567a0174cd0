package dev.ballast.rules.catalogue.backfill_in_schema_transaction;

import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.locks.BlockingLocks;
import dev.ballast.rules.locks.HeldLocks;
import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// Rows are changed in bulk while the transaction holds a lock of a schema change.
@NullMarked
public final class BackfillInSchemaTransaction implements Rule {
  @Override
  public String id() {
    return "backfill-in-schema-transaction";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    HeldLocks.walk(
        script,
        (statement, held) ->
            backfilled(statement)
                .ifPresent(
                    table ->
                        held.strongest(LockMode.SHARE)
                            .ifPresent(
                                strongest ->
                                    report(script, statement, table, strongest, judgement))));
  }

  /// The table whose rows a statement changes without a bound.
  private static Optional<QualifiedName> backfilled(SeenStatement statement) {
    if (statement.statement() instanceof Update update
        && ConditionReach.of(update) != ConditionReach.BOUNDED) {
      return used(statement, update.table());
    }
    if (statement.statement() instanceof Delete delete
        && ConditionReach.of(delete) != ConditionReach.BOUNDED) {
      return used(statement, delete.table());
    }
    if (statement.statement() instanceof Insert insert
        && insert
            .query()
            .filter(query -> ConditionReach.of(query) != ConditionReach.BOUNDED)
            .isPresent()) {
      return Optional.of(insert.table());
    }
    if (statement.statement() instanceof Merge merge) {
      return used(statement, merge.table());
    }
    return Optional.empty();
  }

  private static Optional<QualifiedName> used(SeenStatement statement, QualifiedName table) {
    return statement
        .effects()
        .lockOn(table)
        .filter(lock -> !lock.relation().fresh())
        .map(lock -> table);
  }

  private static void report(
      ScriptScene script,
      SeenStatement statement,
      QualifiedName table,
      HeldLocks.Held held,
      Judgement judgement) {
    boolean own = script.transactionMode() == TransactionMode.PER_STATEMENT;
    judgement
        .hazard(
            script,
            statement.span(),
            "Rows of "
                + table
                + " are changed in bulk while the transaction holds "
                + held.mode().sql()
                + " on "
                + held.relation()
                + " from line "
                + Quoted.line(script, held.since().span())
                + ": until the last row is done, "
                + BlockingLocks.stops(held.mode())
                + " on "
                + held.relation()
                + " waits.")
        .claims(List.of(held.lock()), List.of())
        .about(table)
        .safe(
            Quoted.whole(script, held.since()),
            own
                ? "COMMIT"
                : "-- in a script of its own, which the tool runs in its own transaction:",
            Quoted.whole(script, statement))
        .advice(
            "Change the schema in one transaction and the rows in later ones, in batches of some"
                + " thousand.")
        .report();
  }
}
