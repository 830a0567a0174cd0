package dev.ballast.rules.catalogue.money_type;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import org.jspecify.annotations.NullMarked;

/// A new column of type money.
@NullMarked
public final class MoneyType implements Rule {
  @Override
  public String id() {
    return "money-type";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnDefinition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewColumn column : NewColumn.of(scene)) {
      if (column.type().isSystem("money")) {
        judgement
            .hazard(
                scene,
                "What %s means depends on lc_monetary of the server that reads it; a restore on"
                        .formatted(column)
                    + " another one changes the amounts.")
            .about(column.table())
            .safe(
                column.rewritten(scene, "numeric(12, 2)"),
                "ALTER TABLE %s ADD COLUMN currency text".formatted(column.table()))
            .advice("Use numeric and a column for the currency.")
            .report();
      }
    }
  }
}
