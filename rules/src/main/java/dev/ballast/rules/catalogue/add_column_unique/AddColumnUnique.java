package dev.ballast.rules.catalogue.add_column_unique;

import dev.ballast.rules.dependents.PartitionColumns;
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
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN with an inline UNIQUE.
@NullMarked
public final class AddColumnUnique implements Rule {
  @Override
  public String id() {
    return "add-column-unique";
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
          .constraint(Constraint.Kind.UNIQUE)
          .filter(_ -> PartitionColumns.missing(each, List.of(column.name())).isEmpty())
          .ifPresent(key -> report(each, column, key, judgement));
    }
  }

  private static void report(
      ActionText<AddColumn> each, ColumnDefinition column, Constraint key, Judgement judgement) {
    QualifiedName name = QualifiedName.of(each.constraintName(key, "_key", column.name()));
    each.locking(
            judgement,
            ("The index of %s on the new column is built from every row of %s, and no session can read"
                    + " or write it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(name, each.described()))
        .safe(AddedColumn.steps(each).toArray(String[]::new))
        .advice("Add the column first, then build its unique index concurrently.")
        .report();
  }
}
