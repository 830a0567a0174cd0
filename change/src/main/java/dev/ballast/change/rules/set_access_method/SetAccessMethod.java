package dev.ballast.change.rules.set_access_method;

import dev.ballast.change.effect.WorkEffect;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.TableAction;
import org.jspecify.annotations.NullMarked;

/// ALTER TABLE ... SET ACCESS METHOD.
@NullMarked
public final class SetAccessMethod implements Rule {
  @Override
  public String id() {
    return "set-access-method";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.of(scene, TableAction.SetAccessMethod.class)) {
      if (scene.effects().work(WorkEffect.Kind.REWRITE).isEmpty()) {
        continue;
      }
      String method =
          each.action().method().map(name -> QualifiedName.of(name).toString()).orElse("heap");
      QualifiedName next = new QualifiedName(each.table().schema(), each.table().name() + "_next");
      each.locking(
              judgement,
              ("Every row and index of %s is written anew, unless it is stored by %s already,"
                      + " and nobody reads or writes it meanwhile (ACCESS EXCLUSIVE).")
                  .formatted(each.table(), method))
          .safe(
              "CREATE TABLE %s (LIKE %s INCLUDING ALL) USING %s"
                  .formatted(next, each.table(), method),
              "-- copy the rows in batches, then swap the names in one short transaction:",
              "ALTER TABLE %s RENAME TO %s"
                  .formatted(each.table(), QualifiedName.of(each.table().name() + "_former")),
              "ALTER TABLE %s RENAME TO %s".formatted(next, QualifiedName.of(each.table().name())))
          .advice(
              "Copy the rows into a new table with that access method in batches and swap the"
                  + " names.")
          .report();
    }
  }
}
