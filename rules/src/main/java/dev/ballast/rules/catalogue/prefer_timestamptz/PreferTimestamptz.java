package dev.ballast.rules.catalogue.prefer_timestamptz;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.TypeName;
import org.jspecify.annotations.NullMarked;

/// A new column of type timestamp without time zone.
@NullMarked
public final class PreferTimestamptz implements Rule {
  @Override
  public String id() {
    return "prefer-timestamptz";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnDefinition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewColumn column : NewColumn.of(scene)) {
      if (column.type().isSystem("timestamp")) {
        judgement
            .hazard(
                scene,
                "%s keeps digits without a zone: which moment they mean depends on the TimeZone of"
                        .formatted(column)
                    + " the session that wrote them, and that is not kept.")
            .about(column.table())
            .safe(column.rewritten(scene, zoned(column.type())))
            .advice("Use timestamptz; it takes the same eight bytes.")
            .report();
      }
    }
  }

  /// With as many digits of a second.
  private static String zoned(TypeName type) {
    return type.modifier(0).isPresent()
        ? "timestamptz(" + type.modifier(0).getAsInt() + ")"
        : "timestamptz";
  }
}
