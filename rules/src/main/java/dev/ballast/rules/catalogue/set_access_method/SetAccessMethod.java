package dev.ballast.rules.catalogue.set_access_method;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import org.jspecify.annotations.NullMarked;

/// ALTER TABLE ... SET ACCESS METHOD.
@NullMarked
public final class SetAccessMethod implements Rule {
  @Override
  public String id() {
    return "set-access-method";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TableAction.SetAccessMethod.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, TableAction.SetAccessMethod.class)) {
      if (scene.effects().work(WorkEffect.Kind.REWRITE).isEmpty()) {
        continue;
      }
      String method =
          each.action().method().map(name -> QualifiedName.of(name).toString()).orElse("heap");
      QualifiedName next = new QualifiedName(each.table().schema(), each.table().name() + "_next");
      each.locking(
              judgement,
              ("Every row and index of %s is rewritten, unless it is stored by %s already,"
                      + " and no session can read or write it meanwhile (ACCESS EXCLUSIVE).")
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
