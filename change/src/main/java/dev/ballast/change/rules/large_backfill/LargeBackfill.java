package dev.ballast.change.rules.large_backfill;

import dev.ballast.change.effect.WorkEffect;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Batches;
import dev.ballast.change.rules.Reach;
import dev.ballast.postgres.sql.tree.DataStatement.Delete;
import dev.ballast.postgres.sql.tree.DataStatement.Insert;
import dev.ballast.postgres.sql.tree.DataStatement.Update;
import dev.ballast.postgres.sql.tree.FromClause;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.Query;
import dev.ballast.postgres.sql.tree.RelationUse;
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
    switch (scene.statement()) {
      case Update update when reaches(scene, update.table(), Reach.of(update), update.from()) ->
          report(scene, update.target(), update.from(), "updated", judgement);
      case Delete delete when reaches(scene, delete.table(), Reach.of(delete), delete.using()) ->
          report(scene, delete.target(), delete.using(), "deleted", judgement);
      case Insert insert -> copied(scene, insert, judgement);
      default -> {}
    }
  }

  /// Without any condition it is update-without-where or delete-without-where.
  private static boolean reaches(Scene scene, QualifiedName table, Reach reach, FromClause others) {
    return !scene.isFresh(table)
        && (reach == Reach.UNBOUNDED
            || (reach == Reach.EVERY_ROW && !others.equals(FromClause.NONE)));
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
        .advice("Change some thousand rows at a time and commit in between.")
        .report();
  }

  private static void copied(Scene scene, Insert insert, Judgement judgement) {
    List<RelationUse> sources =
        insert.query().filter(query -> Reach.of(query) == Reach.EVERY_ROW).stream()
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
        .advice("Copy ranges of the key, some thousand rows at a time, and commit in between.")
        .report();
  }
}
