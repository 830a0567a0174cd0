package dev.ballast.rules.catalogue.add_required_column;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.AddedColumn;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.TypeName;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN ... NOT NULL without a default.
@NullMarked
public final class AddRequiredColumn implements Rule {
  @Override
  public String id() {
    return "add-required-column";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      boolean required =
          column.constraint(Constraint.Kind.NOT_NULL).isPresent()
              || column.constraint(Constraint.Kind.PRIMARY_KEY).isPresent();
      boolean filled =
          column.type().map(TypeName::isSerial).orElse(false)
              || column.constraint(Constraint.Kind.IDENTITY).isPresent()
              || column.constraint(Constraint.Kind.GENERATED).isPresent()
              || column
                  .constraint(Constraint.Kind.DEFAULT)
                  .flatMap(Constraint::expression)
                  .filter(AddRequiredColumn::isValue)
                  .isPresent();
      boolean domain = column.type().flatMap(type -> scene.schema().type(type.name())).isPresent();
      if (required && !filled && !domain) {
        report(each, column, judgement);
      }
    }
  }

  private static boolean isValue(Expression value) {
    return !(value instanceof Literal literal && literal.kind() == Literal.Kind.NULL);
  }

  private static void report(
      ActionText<AddColumn> each, ColumnDefinition column, Judgement judgement) {
    each.hazard(
            judgement,
            "It fails as soon as %s holds a row, which would have a null in %s (SQLSTATE 23502)."
                .formatted(each.table(), column.name()))
        .safe(AddedColumn.steps(each).toArray(String[]::new))
        .advice("Give it a constant default, or fill the rows before you make it NOT NULL.")
        .report();
  }
}
