package dev.ballast.rules.catalogue.prefer_text;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import org.jspecify.annotations.NullMarked;

/// A new varchar column with a limit.
@NullMarked
public final class PreferText implements Rule {
  @Override
  public String id() {
    return "prefer-text";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnDefinition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewColumn column : NewColumn.of(scene)) {
      if (column.type().isSystem("varchar") && !column.type().modifiers().isEmpty()) {
        String limit = column.type().modifiers().getFirst();
        judgement
            .hazard(
                scene,
                ("The limit of %s is changed only under ACCESS EXCLUSIVE, and not at all"
                            + " while a view")
                        .formatted(column)
                    + " reads it.")
            .about(column.table())
            .safe(
                column.rewritten(
                    scene, "text CHECK (length(%s) <= %s)".formatted(column.name(), limit)))
            .advice("Use text, with a CHECK where a limit is wanted.")
            .report();
      }
    }
  }
}
