package dev.ballast.rules.catalogue.rollback_in_migration;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import org.jspecify.annotations.NullMarked;

/// ROLLBACK of what the script did.
@NullMarked
public final class RollbackInMigration implements Rule {
  @Override
  public String id() {
    return "rollback-in-migration";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TransactionControl.class);
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
                            + " is undone here, and no error is reported: the migration counts as done"
                            + " and has done nothing.")
                    .safe("COMMIT")
                    .advice("Write COMMIT, or leave out what is not meant to stay.")
                    .report());
  }
}
