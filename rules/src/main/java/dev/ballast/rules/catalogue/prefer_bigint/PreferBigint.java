package dev.ballast.rules.catalogue.prefer_bigint;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import org.jspecify.annotations.NullMarked;

/// A new integer or smallint column of any use.
@NullMarked
public final class PreferBigint implements Rule {
  @Override
  public String id() {
    return "prefer-bigint";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnDefinition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewColumn column : NewColumn.of(scene)) {
      if (column.type().isSystem("int4") || column.type().isSystem("int2")) {
        var draft =
            judgement
                .hazard(
                    scene,
                    "%s is %s: to widen it later, the table is rewritten under ACCESS EXCLUSIVE."
                        .formatted(column, column.type()))
                .about(column.table())
                .safe(column.rewritten(scene, "bigint"))
                .advice("Use bigint unless the range is known.");
        column.withType(scene, "bigint").ifPresent(draft::fix);
        draft.report();
      }
    }
  }
}
