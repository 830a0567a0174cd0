package dev.ballast.rules.catalogue.add_column_json;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN of type json.
@NullMarked
public final class AddColumnJson implements Rule {
  @Override
  public String id() {
    return "add-column-json";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      if (column.type().map(type -> type.isSystem("json")).orElse(false)) {
        each.hazard(
                judgement,
                ("SELECT DISTINCT, GROUP BY and UNION over %s fail on %s, because json has no"
                        + " equality (SQLSTATE 42883).")
                    .formatted(each.table(), column.name()))
            .safe(each.alterTable(each.column(column, "jsonb", clause -> true)))
            .advice("Use jsonb, which can be compared and indexed.")
            .report();
      }
    }
  }
}
