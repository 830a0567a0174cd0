package dev.ballast.rules.catalogue.index_on_expression_not_immutable;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.ValueFunction;
import dev.ballast.sql.tree.IndexKey;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// CREATE INDEX with a function in it that PostgreSQL itself declares STABLE or VOLATILE.
@NullMarked
public final class IndexOnExpressionNotImmutable implements Rule {
  private static final Set<String> CHANGING =
      Set.of(
          "now",
          "transaction_timestamp",
          "statement_timestamp",
          "clock_timestamp",
          "timeofday",
          "random",
          "gen_random_uuid",
          "uuidv7",
          "nextval",
          "currval",
          "current_setting",
          "txid_current");

  /// Takes what an index may not: the wall clock in its one-argument form only.
  private static final String AGE = "age";

  @Override
  public String id() {
    return "index-on-expression-not-immutable";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateIndex.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateIndex create)) {
      return;
    }
    Walk walk = Walk.of(create);
    Optional<String> function =
        Stream.concat(
                walk.every(ValueFunction.class).stream().map(ValueFunction::name),
                walk.calls().stream()
                    .filter(IndexOnExpressionNotImmutable::changes)
                    .map(call -> call.name().name() + "()"))
            .findFirst();
    if (function.isEmpty()) {
      return;
    }
    judgement
        .hazard(
            scene,
            "PostgreSQL refuses this index on "
                + create.table()
                + ": "
                + function.get()
                + " gives another result at another time, and what is in an index must not change by"
                + " itself.")
        .refusedAnyway(scene, "42P17")
        .about(create.table())
        .safe(
            "CREATE INDEX CONCURRENTLY ON "
                + create.table()
                + " "
                + Deparser.columns(columns(walk)))
        .advice("Index the columns themselves and leave the condition to the query.")
        .report();
  }

  private static boolean changes(FunctionCall call) {
    boolean builtIn = call.name().schema().map("pg_catalog"::equals).orElse(true);
    String name = call.name().name();
    return builtIn
        && (CHANGING.contains(name) || (name.equals(AGE) && call.arguments().size() == 1));
  }

  private static List<String> columns(Walk walk) {
    return Stream.concat(
            walk.every(IndexKey.class).stream().flatMap(key -> key.column().stream()),
            walk.every(ColumnReference.class).stream().map(ColumnReference::column))
        .distinct()
        .toList();
  }
}
