package dev.ballast.rules.catalogue.drop_column;

import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.Walk;
import org.jspecify.annotations.NullMarked;

/// DROP COLUMN on a table in use.
@NullMarked
public final class DropColumn implements Rule {
  @Override
  public String id() {
    return "drop-column";
  }

  @Override
  public boolean destroys() {
    return true;
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ColumnAction.DropColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var dropped : ActionOnTable.inUse(scene, ColumnAction.DropColumn.class)) {
      ColumnAction.DropColumn drop = dropped.action();
      if (addedHere(scene, dropped.table(), drop.column())) {
        continue;
      }
      String column = Phrases.quoted(drop.column());
      judgement
          .hazard(
              scene,
              "Every statement that still names "
                  + dropped.table()
                  + "."
                  + column
                  + " fails from here on, and its values are gone. "
                  + Phrases.briefly(dropped.table()))
          .claims(scene.effects())
          .about(dropped.table())
          .insteadOf(drop)
          .safe(
              "-- first release an application that does not name " + column + "; then, alone:",
              "SET lock_timeout = '2s'",
              "ALTER TABLE %s DROP COLUMN %s%s"
                  .formatted(dropped.table(), drop.ifExists() ? "IF EXISTS " : "", column))
          .advice("Drop it one release after the last application that reads or writes it.")
          .report();
    }
  }

  private static boolean addedHere(Scene scene, QualifiedName table, String column) {
    return scene.script().seen().stream()
        .filter(seen -> seen.statement() instanceof AlterTable alter && alter.name().mayBe(table))
        .flatMap(seen -> Walk.of(seen.statement()).every(AddColumn.class).stream())
        .anyMatch(added -> added.column().equals(column));
  }
}
