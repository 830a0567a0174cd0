package dev.ballast.change.rules.add_foreign_key;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.TableStatement.AlterTable;
import org.jspecify.annotations.NullMarked;

/// ADD FOREIGN KEY without NOT VALID.
@NullMarked
public final class AddForeignKey implements Rule {
  @Override
  public String id() {
    return "add-foreign-key";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterTable alter) || scene.isFresh(alter.name())) {
      return;
    }
    for (var action : alter.actions()) {
      if (action instanceof AddConstraint(int offset, Constraint constraint)
          && constraint.kind() == Constraint.Kind.FOREIGN_KEY
          && !constraint.notValid()
          && !constraint.notEnforced()) {
        report(scene, alter.name(), constraint, judgement);
      }
    }
  }

  private static void report(
      Scene scene, QualifiedName table, Constraint constraint, Judgement judgement) {
    QualifiedName referenced = constraint.reference().orElseThrow().table();
    String name =
        constraint
            .name()
            .orElse(table.name() + "_" + String.join("_", constraint.columns()) + "_fkey");
    judgement
        .hazard(
            scene,
            "Every row of "
                + table
                + " is checked against "
                + referenced
                + " while both refuse INSERT, UPDATE and DELETE (SHARE ROW"
                + " EXCLUSIVE on both).")
        .claims(scene.effects())
        .about(table, referenced)
        .safe(
            "ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID"
                .formatted(table, QualifiedName.of(name), Spelling.foreignKey(constraint)),
            "-- in a transaction of its own, it stops neither readers nor writers:",
            "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, QualifiedName.of(name)))
        .advice("Add it as NOT VALID, which reads no row, and validate it in a later transaction.")
        .report();
  }
}
