package dev.ballast.rules.catalogue.delete_without_where;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.Batches;
import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.FromClause;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// DELETE of every row.
@NullMarked
public final class DeleteWithoutWhere implements Rule {
  @Override
  public String id() {
    return "delete-without-where";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Delete.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    for (Delete delete : scene.walk().every(Delete.class)) {
      if (ConditionReach.of(delete) == ConditionReach.EVERY_ROW
          && delete.using().equals(FromClause.NONE)
          && !scene.isFresh(delete.table())) {
        report(scene, delete, judgement);
      }
    }
  }

  private static void report(Scene scene, Delete delete, Judgement judgement) {
    QualifiedName table = delete.table();
    judgement
        .hazard(
            scene,
            "Every row of "
                + table
                + " is deleted, one by one and in one transaction; what refers to them with ON"
                + " DELETE CASCADE goes too. Nothing but a backup brings them back.")
        .claims(
            List.of(),
            scene.effects().work(WorkEffect.Kind.SCAN).stream()
                .filter(work -> work.relation().name().mayBe(table))
                .toList())
        .about(table)
        .safe(
            scene.statement().equals(delete)
                ? Batches.of(scene.sql(), delete.target(), false, scene.schema())
                : new String[0])
        .advice(
            "Say which rows with WHERE and delete them in batches; where the table is to be empty,"
                + " TRUNCATE does it in an instant, under ACCESS EXCLUSIVE.")
        .report();
  }
}
