package dev.ballast.rules.catalogue.drop_and_create;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import org.jspecify.annotations.NullMarked;

/// DROP TABLE, then CREATE TABLE of the same name in one script.
@NullMarked
public final class DropAndCreate implements Rule {
  @Override
  public String id() {
    return "drop-and-create";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateTable.class, CreateTableAs.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreateTable create) {
      check(scene, create.name(), judgement);
    } else if (scene.statement() instanceof CreateTableAs create
        && create.kind() == ObjectKind.TABLE) {
      check(scene, create.name(), judgement);
    }
  }

  private static void check(Scene scene, QualifiedName made, Judgement judgement) {
    if (scene.script().seen(Drop.class).stream().noneMatch(seen -> dropped(seen, made))) {
      return;
    }
    judgement
        .hazard(
            scene,
            made
                + " was dropped above and is empty from here on: its rows, grants, triggers and the"
                + " foreign keys of other tables are gone.")
        .about(made)
        .safe(
            "-- change the table that is there:",
            "ALTER TABLE %s ADD COLUMN <what is new>".formatted(made))
        .advice("Use ALTER TABLE; a DROP and CREATE of one name keeps no row.")
        .report();
  }

  /// That statement dropped a table of that name which existed before the script. IF EXISTS of one
  /// that no earlier script made is the habit of dumps.
  private static boolean dropped(SeenStatement seen, QualifiedName table) {
    return seen.statement() instanceof Drop drop
        && drop.kind() == ObjectKind.TABLE
        && drop.objects().stream().anyMatch(object -> object.name().mayBe(table))
        && seen.effects()
            .lockOn(table)
            .filter(lock -> !lock.relation().fresh() && lock.likelihood().isCertain())
            .isPresent();
  }
}
