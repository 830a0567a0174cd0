package dev.ballast.change.rules.rollback_in_migration;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Quoted;
import dev.ballast.postgres.sql.tree.SessionStatement.SetVariable;
import dev.ballast.postgres.sql.tree.SessionStatement.TransactionControl;
import org.jspecify.annotations.NullMarked;

/// ROLLBACK of what the script did.
@NullMarked
public final class RollbackInMigration implements Rule {
  @Override
  public String id() {
    return "rollback-in-migration";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof TransactionControl control)
        || control.kind() != TransactionControl.Kind.ROLLBACK
        || !scene.inTransaction()) {
      return;
    }
    scene.script().seenInTransaction().stream()
        .filter(
            statement ->
                !(statement.statement() instanceof TransactionControl)
                    && !(statement.statement() instanceof SetVariable))
        .findFirst()
        .ifPresent(
            first ->
                judgement
                    .hazard(
                        scene,
                        "Everything since "
                            + Quoted.of(scene.script(), first)
                            + " on line "
                            + Quoted.line(scene.script(), first.span())
                            + " is undone here, and no error is told: the migration counts as done"
                            + " and has done nothing.")
                    .safe("COMMIT")
                    .advice("Write COMMIT, or leave out what is not meant to stay.")
                    .report());
  }
}
