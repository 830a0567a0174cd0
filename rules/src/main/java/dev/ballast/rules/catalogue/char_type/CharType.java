package dev.ballast.rules.catalogue.char_type;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import org.jspecify.annotations.NullMarked;

/// A new column of type char(n).
@NullMarked
public final class CharType implements Rule {
  @Override
  public String id() {
    return "char-type";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnDefinition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewColumn column : NewColumn.of(scene)) {
      if (column.type().isSystem("bpchar") && !column.type().modifiers().isEmpty()) {
        String length = column.type().modifiers().getFirst();
        judgement
            .hazard(
                scene,
                "%s is filled up to %s characters with blanks, which = ignores and LIKE does not."
                    .formatted(column, length))
            .about(column.table())
            .safe(
                column.rewritten(
                    scene, "text CHECK (length(%s) = %s)".formatted(column.name(), length)))
            .advice("Use text with a CHECK on the length.")
            .report();
      }
    }
  }
}
