package dev.ballast.rules.catalogue.add_column_check;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.AddedColumn;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN with an inline CHECK.
@NullMarked
public final class AddColumnCheck implements Rule {
  @Override
  public String id() {
    return "add-column-check";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      column
          .constraint(Constraint.Kind.CHECK)
          .filter(check -> !check.notEnforced())
          .filter(check -> scene.effects().work(WorkEffect.Kind.REWRITE).isEmpty())
          .ifPresent(check -> report(each, column, check, judgement));
    }
  }

  private static void report(
      ActionText<AddColumn> each, ColumnDefinition column, Constraint check, Judgement judgement) {
    String name = each.constraintName(check, "_check", column.name());
    each.locking(
            judgement,
            ("Every row of %s is read to test %s on the new column %s, and no session can read or"
                    + " write it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(each.described(), name, column.name()))
        .safe(AddedColumn.steps(each).toArray(String[]::new))
        .advice("Add the column first and its CHECK as NOT VALID, then validate it by itself.")
        .report();
  }
}
