package dev.ballast.rules.catalogue.prefer_identity;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.NewColumn;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ColumnDefinition;
import org.jspecify.annotations.NullMarked;

/// A new column of a serial type.
@NullMarked
public final class PreferIdentity implements Rule {
  @Override
  public String id() {
    return "prefer-identity";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnDefinition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewColumn column : NewColumn.of(scene)) {
      if (column.type().isSerial() && !isCustom(scene)) {
        judgement
            .hazard(
                scene,
                "%s is %s: anyone who inserts needs USAGE on its sequence too, and anybody may write a"
                        .formatted(column, column.type().name())
                    + " number that the sequence reaches later.")
            .about(column.table())
            .safe(column.rewritten(scene, "bigint GENERATED ALWAYS AS IDENTITY"))
            .advice("Use an identity column.")
            .report();
      }
    }
  }

  /// Earlier scripts have made serial columns: a project does not change that for one migration.
  private static boolean isCustom(Scene scene) {
    return scene.schema().tables().stream()
        .filter(table -> !scene.isFresh(table.name()))
        .flatMap(table -> table.columns().stream())
        .anyMatch(column -> column.type().isSerial());
  }
}
