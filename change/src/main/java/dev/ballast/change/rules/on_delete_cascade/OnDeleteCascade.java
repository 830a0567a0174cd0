package dev.ballast.change.rules.on_delete_cascade;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.Reference;
import dev.ballast.postgres.sql.tree.Walk;
import org.jspecify.annotations.NullMarked;

/// A foreign key with ON DELETE CASCADE.
@NullMarked
public final class OnDeleteCascade implements Rule {
  @Override
  public String id() {
    return "on-delete-cascade";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (Constraint constraint : Walk.of(scene.statement()).every(Constraint.class)) {
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
                          Spelling.ended(scene.sql())
                              .replaceAll("(?i)ON\\s++DELETE\\s++CASCADE", "ON DELETE RESTRICT"))
                      .advice("Use RESTRICT and delete the referring rows in batches first.")
                      .report());
    }
  }
}
