package dev.ballast.rules.catalogue.set_logged;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// SET LOGGED and SET UNLOGGED of a table that is not so yet.
@NullMarked
public final class SetLogged implements Rule {
  @Override
  public String id() {
    return "set-logged";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TableAction.SetLogged.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, TableAction.SetLogged.class)) {
      List<WorkEffect> rewrites = scene.effects().work(WorkEffect.Kind.REWRITE);
      if (rewrites.isEmpty()) {
        continue;
      }
      boolean sure = rewrites.stream().anyMatch(work -> work.likelihood().isCertain());
      boolean logged = each.action().logged();
      QualifiedName next = new QualifiedName(each.table().schema(), each.table().name() + "_next");
      each.locking(
              judgement,
              ("Every row and index of %s is rewritten%s, and no session can read or write it"
                      + " meanwhile (ACCESS EXCLUSIVE)%s.")
                  .formatted(
                      each.table(),
                      sure ? "" : ", unless it is so already",
                      logged ? "" : "; after a crash it will be empty"))
          .atMost(sure ? Severity.ERROR : Severity.WARNING)
          .safe(
              "CREATE %sTABLE %s (LIKE %s INCLUDING ALL)"
                  .formatted(logged ? "" : "UNLOGGED ", next, each.table()),
              "-- copy the rows in batches, then swap the names in one short transaction:",
              "ALTER TABLE %s RENAME TO %s"
                  .formatted(each.table(), QualifiedName.of(each.table().name() + "_former")),
              "ALTER TABLE %s RENAME TO %s".formatted(next, QualifiedName.of(each.table().name())))
          .advice(
              "Copy the rows into a new table of the wanted kind in batches and swap the names.")
          .report();
    }
  }
}
