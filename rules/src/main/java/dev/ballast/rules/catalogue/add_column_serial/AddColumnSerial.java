package dev.ballast.rules.catalogue.add_column_serial;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.AddedColumn;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN of a serial type.
@NullMarked
public final class AddColumnSerial implements Rule {
  @Override
  public String id() {
    return "add-column-serial";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      if (column.type().map(TypeName::isSerial).orElse(false)) {
        report(each, column, judgement);
      }
    }
  }

  private static void report(
      ActionText<AddColumn> each, ColumnDefinition column, Judgement judgement) {
    QualifiedName name = QualifiedName.of(column.name());
    each.locking(
            judgement,
            ("Each row gets its own number in %s: every row and index of %s is rewritten,"
                    + " and no session can read or write it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(name, each.described()))
        .safe(AddedColumn.steps(each).toArray(String[]::new))
        .advice("Add a plain column and a sequence, and number the old rows in batches.")
        .report();
  }
}
