package dev.ballast.rules.catalogue.add_column_volatile_default;

import dev.ballast.effect.VolatileCalls;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.Likelihood.Possible;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.AddedColumn;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN with a volatile default.
@NullMarked
public final class AddColumnVolatileDefault implements Rule {
  @Override
  public String id() {
    return "add-column-volatile-default";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      if (column.constraint(Constraint.Kind.GENERATED).isPresent()) {
        continue;
      }
      column
          .constraint(Constraint.Kind.DEFAULT)
          .flatMap(Constraint::expression)
          .flatMap(value -> VolatileCalls.of(value, scene.schema()))
          .ifPresent(sure -> report(each, column, sure, judgement));
    }
  }

  private static void report(
      ActionText<AddColumn> each, ColumnDefinition column, Likelihood sure, Judgement judgement) {
    String name = QualifiedName.of(column.name()).toString();
    String unsure = sure instanceof Possible(String condition) ? ", " + condition : "";
    each.locking(
            judgement,
            ("The default of %s has another value for each row%s: every row and index of %s is"
                    + " rewritten, and no session can read or write it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(name, unsure, each.described()))
        .atMost(sure.isCertain() ? Severity.ERROR : Severity.WARNING)
        .safe(AddedColumn.steps(each).toArray(String[]::new))
        .advice(
            "Add the column without a default, set the default, then fill the old rows in batches.")
        .report();
  }
}
