package dev.ballast.rules.catalogue.nullable_foreign_key;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import org.jspecify.annotations.NullMarked;

/// A new column that references another table and may be null.
@NullMarked
public final class NullableForeignKey implements Rule {
  @Override
  public String id() {
    return "nullable-foreign-key";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnDefinition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewColumn column : NewColumn.of(scene)) {
      var definition = column.definition();
      boolean nullable =
          definition.constraint(Constraint.Kind.NOT_NULL).isEmpty()
              && definition.constraint(Constraint.Kind.PRIMARY_KEY).isEmpty();
      if (nullable && references(scene, column)) {
        judgement
            .hazard(
                scene,
                "A row of %s may hold NULL in %s, which the foreign key does not check."
                    .formatted(column.table(), column.name()))
            .about(column.table())
            .safe(column.rewritten(scene, column.type() + " NOT NULL"))
            .advice("Make the column NOT NULL, unless nothing is a state of its own.")
            .report();
      }
    }
  }

  private static boolean references(Scene scene, NewColumn column) {
    return column.definition().constraint(Constraint.Kind.FOREIGN_KEY).isPresent()
        || (scene.statement() instanceof CreateTable create
            && create.constraints().stream()
                .anyMatch(
                    each ->
                        each.kind() == Constraint.Kind.FOREIGN_KEY
                            && each.columns().contains(column.definition().name())));
  }
}
