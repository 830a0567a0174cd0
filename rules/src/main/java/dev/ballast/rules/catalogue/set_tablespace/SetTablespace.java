package dev.ballast.rules.catalogue.set_tablespace;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import org.jspecify.annotations.NullMarked;

/// ALTER TABLE ... SET TABLESPACE.
@NullMarked
public final class SetTablespace implements Rule {
  @Override
  public String id() {
    return "set-tablespace";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TableAction.SetTablespace.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, TableAction.SetTablespace.class)) {
      if (scene.effects().work(WorkEffect.Kind.REWRITE).isEmpty()) {
        continue;
      }
      QualifiedName tablespace = QualifiedName.of(each.action().tablespace());
      QualifiedName next = new QualifiedName(each.table().schema(), each.table().name() + "_next");
      each.locking(
              judgement,
              ("The whole file of %s is copied to %s, unless it is there already, and no session can"
                      + " read or write the table meanwhile (ACCESS EXCLUSIVE).")
                  .formatted(each.table(), tablespace))
          .safe(
              "CREATE TABLE %s (LIKE %s INCLUDING ALL) TABLESPACE %s"
                  .formatted(next, each.table(), tablespace),
              "-- copy the rows in batches, then swap the names in one short transaction:",
              "ALTER TABLE %s RENAME TO %s"
                  .formatted(each.table(), QualifiedName.of(each.table().name() + "_former")),
              "ALTER TABLE %s RENAME TO %s".formatted(next, QualifiedName.of(each.table().name())))
          .advice("Copy the rows into a new table in the tablespace in batches and swap the names.")
          .report();
    }
  }
}
