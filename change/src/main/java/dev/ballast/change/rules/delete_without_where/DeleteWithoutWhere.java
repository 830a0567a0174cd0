package dev.ballast.change.rules.delete_without_where;

import dev.ballast.change.effect.WorkEffect;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Batches;
import dev.ballast.change.rules.Reach;
import dev.ballast.postgres.sql.tree.DataStatement.Delete;
import dev.ballast.postgres.sql.tree.FromClause;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.Walk;
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
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    for (Delete delete : Walk.of(scene.statement()).every(Delete.class)) {
      if (Reach.of(delete) == Reach.EVERY_ROW
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
