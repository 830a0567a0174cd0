package dev.ballast.rules.catalogue.large_backfill;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.Batches;
import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.FromClause;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// A change of rows that nothing bounds, in one statement.
@NullMarked
public final class LargeBackfill implements Rule {
  private static final long MANY_ROWS = 100_000;

  @Override
  public String id() {
    return "large-backfill";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Update.class, Delete.class, Insert.class, Merge.class);
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
      made(scene, insert, judgement);
    } else if (scene.statement() instanceof Merge merge && !scene.isFresh(merge.table())) {
      merged(scene, merge, judgement);
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

  private static void merged(Scene scene, Merge merge, Judgement judgement) {
    List<RelationUse> sources =
        Stream.concat(
                merge.source().relations().stream(),
                merge.source().queries().stream()
                    .filter(query -> ConditionReach.of(query) != ConditionReach.BOUNDED)
                    .flatMap(query -> query.relations().stream()))
            .filter(source -> !scene.isFresh(source.name()))
            .toList();
    if (sources.isEmpty()) {
      return;
    }
    QualifiedName source = sources.getFirst().name();
    judgement
        .hazard(
            scene,
            "Every row of %s is merged into %s in one transaction, however many: each row that is"
                    .formatted(source, merge.table())
                + " changed stays locked against other writers until the end, and leaves a dead"
                + " version behind.")
        .about(source, merge.table())
        .safe(
            "-- each batch in a transaction of its own, with a pause in between:",
            "MERGE INTO %s USING (SELECT * FROM %s WHERE <key range>) AS ..."
                .formatted(merge.table(), source))
        .advice("Merge a few thousand rows of the source at a time and commit in between.")
        .report();
  }

  /// Rows that the statement makes up itself.
  private static void made(Scene scene, Insert insert, Judgement judgement) {
    long rows =
        insert.query().filter(query -> !query.limited()).stream()
            .flatMap(query -> Walk.of(query).calls().stream())
            .mapToLong(LargeBackfill::series)
            .max()
            .orElse(0);
    if (rows < MANY_ROWS || scene.isFresh(insert.table())) {
      return;
    }
    judgement
        .hazard(
            scene,
            String.format(Locale.ROOT, "%,d rows or more are inserted into ", rows)
                + insert.table()
                + " in one transaction: VACUUM can clean nothing"
                + " newer than it meanwhile, replicas get the WAL in one burst, and an error at the"
                + " end undoes it all.")
        .about(insert.table())
        .advice("Insert a few thousand rows at a time, and commit in between.")
        .report();
  }

  /// The length of `generate_series` between two constants; 0 for any other call.
  private static long series(FunctionCall call) {
    if (!call.name().name().equals("generate_series") || call.arguments().size() != 2) {
      return 0;
    }
    return number(call.arguments().getLast()) - number(call.arguments().getFirst()) + 1;
  }

  private static long number(Expression expression) {
    return expression instanceof Literal literal && literal.text().matches("[0-9]{1,18}")
        ? Long.parseLong(literal.text())
        : 0;
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
