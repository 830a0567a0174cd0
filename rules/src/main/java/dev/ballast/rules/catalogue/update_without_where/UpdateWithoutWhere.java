package dev.ballast.rules.catalogue.update_without_where;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.Batches;
import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.FromClause;
import dev.ballast.sql.tree.QualifiedName;
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
  public Subjects subjects() {
    return Subjects.of(Update.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    for (Update update : scene.walk().every(Update.class)) {
      if (ConditionReach.of(update) == ConditionReach.EVERY_ROW
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
                + " is rewritten in one transaction: each stays locked against other writers"
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
            "If every row is meant, do it in batches of a few thousand, each committed; if not, say"
                + " which rows.")
        .report();
  }
}
