package dev.ballast.change.rules.update_without_where;

import dev.ballast.change.effect.WorkEffect;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Batches;
import dev.ballast.change.rules.Reach;
import dev.ballast.postgres.sql.tree.DataStatement.Update;
import dev.ballast.postgres.sql.tree.FromClause;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.Walk;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// UPDATE of every row.
@NullMarked
public final class UpdateWithoutWhere implements Rule {
  @Override
  public String id() {
    return "update-without-where";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    for (Update update : Walk.of(scene.statement()).every(Update.class)) {
      if (Reach.of(update) == Reach.EVERY_ROW
          && update.from().equals(FromClause.NONE)
          && !scene.isFresh(update.table())) {
        report(scene, update, judgement);
      }
    }
  }

  private static void report(Scene scene, Update update, Judgement judgement) {
    QualifiedName table = update.table();
    judgement
        .hazard(
            scene,
            "Every row of "
                + table
                + " is written anew in one transaction: each stays locked against other writers"
                + " until the end, and leaves a dead version behind, so the table may double.")
        .claims(
            List.of(),
            scene.effects().work(WorkEffect.Kind.SCAN).stream()
                .filter(work -> work.relation().name().mayBe(table))
                .toList())
        .about(table)
        .safe(
            scene.statement().equals(update)
                ? Batches.of(scene.sql(), update.target(), false, scene.schema())
                : new String[0])
        .advice(
            "If every row is meant, do it in batches of some thousand, each committed; if not, say"
                + " which rows.")
        .report();
  }
}
