package dev.ballast.change.rules.add_column_json;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.postgres.sql.tree.ColumnDefinition;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN of type json.
@NullMarked
public final class AddColumnJson implements Rule {
  @Override
  public String id() {
    return "add-column-json";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.newColumns(scene)) {
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
