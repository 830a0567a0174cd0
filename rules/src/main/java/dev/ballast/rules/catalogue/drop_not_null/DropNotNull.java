package dev.ballast.rules.catalogue.drop_not_null;

import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// DROP NOT NULL on a table in use.
@NullMarked
public final class DropNotNull implements Rule {
  @Override
  public String id() {
    return "drop-not-null";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnAction.DropNotNull.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var dropped : ActionOnTable.inUse(scene, ColumnAction.DropNotNull.class)) {
      QualifiedName table = dropped.table();
      String column = Phrases.quoted(dropped.action().column());
      boolean nullable =
          scene
              .schema()
              .table(table)
              .flatMap(known -> known.column(dropped.action().column()))
              .filter(known -> !known.notNull())
              .isPresent();
      if (nullable) {
        continue;
      }
      judgement
          .hazard(
              scene,
              ("%s.%s may hold NULL from here on, and readers that rely on a value break"
                          + " on the first")
                      .formatted(table, column)
                  + " one. "
                  + Phrases.briefly(table))
          .claims(scene.effects())
          .about(table)
          .insteadOf(dropped.action())
          .safe(
              "-- where a writer cannot fill it yet, a default keeps the promise:",
              "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT <value>".formatted(table, column))
          .advice("Release readers that can cope with NULL before this migration.")
          .report();
    }
  }
}
