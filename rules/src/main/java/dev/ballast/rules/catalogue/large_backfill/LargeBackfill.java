package dev.ballast.rules.catalogue.large_backfill;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.steps.Batches;
import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.FromClause;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A change of rows that nothing bounds, in one statement.
@NullMarked
public final class LargeBackfill implements Rule {
  @Override
  public String id() {
    return "large-backfill";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    if (scene.statement() instanceof Update update
        && reaches(scene, update.table(), ConditionReach.of(update), update.from())) {
      report(scene, update.target(), update.from(), "updated", judgement);
    } else if (scene.statement() instanceof Delete delete
        && reaches(scene, delete.table(), ConditionReach.of(delete), delete.using())) {
      report(scene, delete.target(), delete.using(), "deleted", judgement);
    } else if (scene.statement() instanceof Insert insert) {
      copied(scene, insert, judgement);
    }
  }

  /// Without any condition it is update-without-where or delete-without-where.
  private static boolean reaches(
      Scene scene, QualifiedName table, ConditionReach reach, FromClause others) {
    return !scene.isFresh(table)
        && (reach == ConditionReach.UNBOUNDED
            || (reach == ConditionReach.EVERY_ROW && !others.equals(FromClause.NONE)));
  }

  private static void report(
      Scene scene, RelationUse target, FromClause others, String done, Judgement judgement) {
    QualifiedName table = target.name();
    judgement
        .hazard(
            scene,
            "All rows of "
                + table
                + " that meet the condition are "
                + done
                + " in one transaction, however many: each stays locked against other writers"
                + " until the end, and leaves a dead version behind.")
        .claims(
            List.of(),
            scene.effects().work(WorkEffect.Kind.SCAN).stream()
                .filter(work -> work.relation().name().mayBe(table))
                .toList())
        .about(table)
        .safe(Batches.of(scene.sql(), target, !others.equals(FromClause.NONE), scene.schema()))
        .advice("Change a few thousand rows at a time and commit in between.")
        .report();
  }

  private static void copied(Scene scene, Insert insert, Judgement judgement) {
    List<RelationUse> sources =
        insert
            .query()
            .filter(query -> ConditionReach.of(query) == ConditionReach.EVERY_ROW)
            .stream()
            .flatMap(query -> query.relations().stream())
            .filter(source -> !scene.isFresh(source.name()))
            .toList();
    if (sources.isEmpty()) {
      return;
    }
    QualifiedName source = sources.getFirst().name();
    Query query = insert.query().orElseThrow();
    // A clause behind WHERE would have to be moved.
    boolean plain =
        query.kind() == Query.Kind.SELECT
            && query.expressions().isEmpty()
            && query.locks().isEmpty()
            && insert.onConflict().isEmpty();
    judgement
        .hazard(
            scene,
            "Every row of "
                + source
                + " is copied into "
                + insert.table()
                + " in one transaction: VACUUM can clean nothing newer than it meanwhile, and an"
                + " error at the end undoes it all.")
        .claims(
            List.of(),
            scene.effects().work(WorkEffect.Kind.SCAN).stream()
                .filter(work -> work.relation().name().mayBe(source))
                .toList())
        .about(source)
        .safe(
            plain
                ? Batches.of(
                    scene.sql(), sources.getFirst(), query.relations().size() > 1, scene.schema())
                : new String[0])
        .advice("Copy ranges of the key, a few thousand rows at a time, and commit in between.")
        .report();
  }
}
