package dev.ballast.rules.catalogue.on_delete_cascade;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Reference;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import org.jspecify.annotations.NullMarked;

/// A foreign key with ON DELETE CASCADE.
@NullMarked
public final class OnDeleteCascade implements Rule {
  @Override
  public String id() {
    return "on-delete-cascade";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Constraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    // With a new table it is how the table is designed; with rows that are there it is a change.
    if (!(scene.statement() instanceof AlterTable alter) || scene.isFresh(alter.name())) {
      return;
    }
    for (Constraint constraint : scene.walk().every(Constraint.class)) {
      constraint
          .reference()
          .filter(reference -> reference.onDelete() == Reference.Action.CASCADE)
          .ifPresent(
              reference ->
                  judgement
                      .hazard(
                          scene,
                          "One DELETE in %s deletes every row that refers to it, however many, and"
                                  .formatted(reference.table())
                              + " holds their locks until the transaction ends.")
                      .about(reference.table())
                      .safe(
                          SqlText.of(Deparser.ended(scene.sql()))
                              .replaced("ON DELETE CASCADE", "ON DELETE RESTRICT"))
                      .advice("Use RESTRICT and delete the referring rows in batches first.")
                      .report());
    }
  }
}
