package dev.ballast.rules.catalogue.prefer_jsonb;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import org.jspecify.annotations.NullMarked;

/// A column of type json in a new table.
@NullMarked
public final class PreferJsonb implements Rule {
  @Override
  public String id() {
    return "prefer-jsonb";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnDefinition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewColumn column : NewColumn.of(scene)) {
      if (column.tableToo() && column.type().isSystem("json")) {
        judgement
            .hazard(
                scene,
                ("%s cannot be compared: SELECT DISTINCT and GROUP BY over it fail, and"
                            + " it is parsed at")
                        .formatted(column)
                    + " each use.")
            .about(column.table())
            .safe(column.rewritten(scene, "jsonb"))
            .advice("Use jsonb.")
            .report();
      }
    }
  }
}
