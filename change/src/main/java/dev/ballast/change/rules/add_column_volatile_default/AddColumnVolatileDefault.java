package dev.ballast.change.rules.add_column_volatile_default;

import dev.ballast.change.effect.Likelihood;
import dev.ballast.change.effect.Likelihood.Possible;
import dev.ballast.change.effect.VolatileCalls;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.change.rules.SafeSteps;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.sql.tree.ColumnAction.AddColumn;
import dev.ballast.postgres.sql.tree.ColumnDefinition;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN with a volatile default.
@NullMarked
public final class AddColumnVolatileDefault implements Rule {
  @Override
  public String id() {
    return "add-column-volatile-default";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.newColumns(scene)) {
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
      Alteration<AddColumn> each, ColumnDefinition column, Likelihood sure, Judgement judgement) {
    Constraint clause = column.constraint(Constraint.Kind.DEFAULT).orElseThrow();
    String name = QualifiedName.of(column.name()).toString();
    List<String> steps = new ArrayList<>();
    steps.add(
        each.alterTable(
            each.column(
                column,
                other ->
                    other.kind() != Constraint.Kind.DEFAULT
                        && other.kind() != Constraint.Kind.NOT_NULL)));
    steps.add(
        each.alterTable(
            "ALTER COLUMN " + name + " SET " + each.words(column, clause).orElse("DEFAULT ...")));
    steps.addAll(SafeSteps.backfill(each.table(), column.name(), "DEFAULT"));
    if (column.constraint(Constraint.Kind.NOT_NULL).isPresent()) {
      steps.addAll(SafeSteps.notNull(each.table(), column.name(), each.scene().major()));
    }
    String unsure = sure instanceof Possible(String condition) ? ", " + condition : "";
    each.locking(
            judgement,
            ("The default of %s has another value for each row%s: every row and index of %s is"
                    + " written anew, and nobody reads or writes it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(name, unsure, each.described()))
        .atMost(sure.isCertain() ? Severity.ERROR : Severity.WARNING)
        .safe(steps.toArray(String[]::new))
        .advice(
            "Add the column without a default, set the default, then fill the old rows in batches.")
        .report();
  }
}
