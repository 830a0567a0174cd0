package dev.ballast.rules.catalogue.default_change;

import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ColumnAction.SetDefault;
import org.jspecify.annotations.NullMarked;

/// SET DEFAULT on a table in use.
@NullMarked
public final class DefaultChange implements Rule {
  @Override
  public String id() {
    return "default-change";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(SetDefault.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var altered : ActionOnTable.inUse(scene, SetDefault.class)) {
      String column = Phrases.quoted(altered.action().column());
      judgement
          .hazard(
              scene,
              ("Old rows of %s keep their %s, and processes that know the old default go"
                          + " on writing it. ")
                      .formatted(altered.table(), column)
                  + Phrases.briefly(altered.table()))
          .claims(scene.effects())
          .about(altered.table())
          .safe(
              "-- first release an application that leaves the column out of its INSERTs; then:",
              "SET lock_timeout = '2s'",
              Deparser.ended(scene.sql()))
          .advice("Let the application leave the column to the server before the default changes.")
          .report();
    }
  }
}
