package dev.ballast.change.rules.set_expression;

import dev.ballast.change.effect.WorkEffect;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.sql.tree.ColumnAction;
import dev.ballast.postgres.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... SET EXPRESSION of a stored generated column.
@NullMarked
public final class SetExpression implements Rule {
  @Override
  public String id() {
    return "set-expression";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.of(scene, ColumnAction.SetExpression.class)) {
      String column = each.action().column();
      if (scene.effects().work(WorkEffect.Kind.REWRITE).isEmpty()) {
        continue;
      }
      boolean sure =
          scene.effects().work(WorkEffect.Kind.REWRITE).stream()
              .anyMatch(work -> work.likelihood().isCertain());
      String next = QualifiedName.of(column + "_next").toString();
      each.locking(
              judgement,
              ("The value of %s is computed and stored anew for each row%s: every row and index"
                      + " of %s is written anew, and nobody reads or writes it meanwhile (ACCESS"
                      + " EXCLUSIVE).")
                  .formatted(
                      column, sure ? "" : ", unless the column is virtual", each.described()))
          .atMost(sure ? Severity.ERROR : Severity.WARNING)
          .safe(
              "-- a second column beside it, filled by a trigger and in batches:",
              each.alterTable("ADD COLUMN " + next + " ..."),
              "-- when the application reads the new one:",
              each.alterTable("DROP COLUMN " + QualifiedName.of(column)))
          .advice(
              "Add a second column with the new expression, fill it in batches, and drop the old one later.")
          .report();
    }
  }
}
