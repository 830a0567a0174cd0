package dev.ballast.rules.catalogue.rename_schema;

import dev.ballast.rules.dependents.CreatedInScript;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import org.jspecify.annotations.NullMarked;

/// ALTER SCHEMA ... RENAME.
@NullMarked
public final class RenameSchema implements Rule {
  @Override
  public String id() {
    return "rename-schema";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Rename.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof Rename rename
        && rename.kind() == ObjectKind.SCHEMA
        && !CreatedInScript.schema(scene, rename.oldName())) {
      String from = Phrases.quoted(rename.oldName());
      String to = Phrases.quoted(rename.newName());
      judgement
          .hazard(
              scene,
              ("Every name in the schema %s fails from here on, and a search_path that"
                      + " holds %s skips"
                      + " it without a message.")
                  .formatted(from, from))
          .safe(
              "CREATE SCHEMA " + to,
              "-- for each table, so that both names work for a time:",
              "CREATE VIEW %s.<table> AS SELECT * FROM %s.<table>".formatted(to, from))
          .advice("Let both names live until no process and no search_path uses the old one.")
          .report();
    }
  }
}
