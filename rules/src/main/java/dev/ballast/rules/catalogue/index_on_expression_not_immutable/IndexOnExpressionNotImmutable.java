package dev.ballast.rules.catalogue.index_on_expression_not_immutable;

import dev.ballast.effect.MutableCalls;
import dev.ballast.effect.MutableCalls.Mutable;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.Expression.ColumnReference;
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
  private static final String REFUSED = "42P17";

  /// Without an order of their values.
  private static final Set<String> UNORDERED =
      Set.of("json", "xml", "point", "box", "circle", "line", "lseg", "path", "polygon");

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
    Optional<Mutable> mutable = MutableCalls.of(create, scene.schema());
    if (mutable.isEmpty()
        || (mutable.get().byType() && Refusal.of(scene, REFUSED) instanceof Refusal.Conditional)) {
      return;
    }
    judgement
        .hazard(
            scene,
            ("PostgreSQL refuses this index on %s, because %s is not IMMUTABLE: its result depends on"
                    + " the time or on settings, and what is in an index must not change by itself.")
                .formatted(create.table(), mutable.get().described()))
        .refusedAnyway(scene, REFUSED)
        .about(create.table())
        .safe(instead(scene, create))
        .advice(
            "Index the columns themselves and leave the rest to the query, or name what the result"
                + " depends on, such as the time zone with AT TIME ZONE.")
        .report();
  }

  private static String[] instead(Scene scene, CreateIndex create) {
    Optional<KnownTable> table = scene.schema().table(create.table());
    List<String> columns =
        columns(Walk.of(create)).stream()
            .filter(
                name ->
                    table
                        .flatMap(known -> known.column(name))
                        .filter(column -> UNORDERED.contains(column.type().name().name()))
                        .isEmpty())
            .toList();
    boolean partitioned = table.filter(KnownTable::partitioned).isPresent();
    return columns.isEmpty()
        ? new String[0]
        : new String[] {
          "CREATE INDEX %sON %s %s"
              .formatted(
                  partitioned ? "" : "CONCURRENTLY ", create.table(), Deparser.columns(columns))
        };
  }

  private static List<String> columns(Walk walk) {
    return Stream.concat(
            walk.every(IndexKey.class).stream().flatMap(key -> key.column().stream()),
            walk.every(ColumnReference.class).stream().map(ColumnReference::column))
        .distinct()
        .toList();
  }
}
