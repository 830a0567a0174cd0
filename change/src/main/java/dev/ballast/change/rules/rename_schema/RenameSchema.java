package dev.ballast.change.rules.rename_schema;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Newborn;
import dev.ballast.change.rules.Phrases;
import dev.ballast.postgres.sql.tree.ObjectKind;
import dev.ballast.postgres.sql.tree.ObjectStatement.Rename;
import org.jspecify.annotations.NullMarked;

/// ALTER SCHEMA ... RENAME.
@NullMarked
public final class RenameSchema implements Rule {
  @Override
  public String id() {
    return "rename-schema";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof Rename rename
        && rename.kind() == ObjectKind.SCHEMA
        && !Newborn.schema(scene, rename.oldName())) {
      String from = Phrases.quoted(rename.oldName());
      String to = Phrases.quoted(rename.newName());
      judgement
          .hazard(
              scene,
              ("Every name in the schema %s fails from here on, and a search_path that"
                      + " holds %s skips"
                      + " it without a word.")
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
