package dev.ballast.effect;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.Expression.Operation;
import dev.ballast.sql.tree.Expression.ValueFunction;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What in an index PostgreSQL's catalog declares STABLE or VOLATILE, so that it refuses the index:
/// `provolatile` in `src/include/catalog/pg_proc.dat`, equal in 14 to 18. What the catalog of a
/// database adds is not claimed.
public final class MutableCalls {
  /// With which numbers of arguments no function of the name is IMMUTABLE, whatever their types.
  private static final Map<String, Set<Integer>> BY_COUNT =
      Map.ofEntries(
          Map.entry("age", Set.of(1)),
          Map.entry("array_to_json", Set.of(1, 2)),
          Map.entry("array_to_string", Set.of(2, 3)),
          Map.entry("current_setting", Set.of(1, 2)),
          Map.entry("currval", Set.of(1)),
          Map.entry("make_timestamptz", Set.of(6, 7)),
          Map.entry("nextval", Set.of(1)),
          Map.entry("plainto_tsquery", Set.of(1)),
          Map.entry("row_to_json", Set.of(1, 2)),
          Map.entry("to_char", Set.of(2)),
          Map.entry("to_date", Set.of(2)),
          Map.entry("to_json", Set.of(1)),
          Map.entry("to_jsonb", Set.of(1)),
          Map.entry("to_number", Set.of(2)),
          Map.entry("to_timestamp", Set.of(2)),
          Map.entry("to_tsquery", Set.of(1)),
          Map.entry("to_tsvector", Set.of(1)));

  /// Without an argument.
  private static final Set<String> WITHOUT =
      Set.of(
          "now",
          "transaction_timestamp",
          "statement_timestamp",
          "clock_timestamp",
          "timeofday",
          "random",
          "gen_random_uuid",
          "lastval",
          "txid_current",
          "current_database",
          "current_schema",
          "version",
          "pg_backend_pid");

  /// With as many arguments as one likes, from this number on.
  private static final Map<String, Integer> FROM = Map.of("concat", 1, "concat_ws", 2, "format", 1);

  private static final Set<String> OF_ZONE = Set.of("date", "date_trunc", "date_part", "extract");

  private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar");

  /// What they are written as, or read from, depends on DateStyle, TimeZone or lc_monetary.
  private static final Set<String> WRITTEN_BY_SETTING =
      Set.of("date", "timestamp", "timestamptz", "money");

  private static final Set<String> READ_BY_SETTING =
      Set.of("date", "time", "timetz", "timestamp", "timestamptz", "interval", "money");

  private static final Map<String, Set<String>> CASTS =
      Map.of(
          "timestamptz", Set.of("date", "time", "timetz", "timestamp"),
          "timestamp", Set.of("timestamptz"),
          "date", Set.of("timestamptz"),
          "time", Set.of("timetz"));

  private final KnownSchema schema;
  private final QualifiedName table;

  private MutableCalls(KnownSchema schema, QualifiedName table) {
    this.schema = schema;
    this.table = table;
  }

  /// What is not IMMUTABLE.
  ///
  /// @param described `now()`, `the cast to date`
  /// @param byType the type of a column decides
  public record Mutable(String described, boolean byType) {}

  /// The first such part of an index; empty where there is none for sure.
  public static Optional<Mutable> of(CreateIndex create, KnownSchema schema) {
    Walk walk = Walk.of(create);
    MutableCalls calls = new MutableCalls(schema, create.table());
    return Stream.of(
            walk.every(ValueFunction.class).stream().map(each -> new Mutable(each.name(), false)),
            walk.calls().stream().flatMap(call -> calls.call(call).stream()),
            walk.every(Cast.class).stream().flatMap(cast -> calls.cast(cast).stream()),
            walk.every(Operation.class).stream().flatMap(each -> calls.operation(each).stream()))
        .flatMap(each -> each)
        .findFirst();
  }

  private Optional<Mutable> call(FunctionCall call) {
    QualifiedName name = call.name();
    boolean system =
        name.schema().map("pg_catalog"::equals).orElse(schema.routines(name).isEmpty());
    if (!system) {
      return Optional.empty();
    }
    int count = call.arguments().size();
    String function = name.name();
    boolean always =
        BY_COUNT.getOrDefault(function, Set.of()).contains(count)
            || (count == 0 && WITHOUT.contains(function))
            || (FROM.containsKey(function) && count >= FROM.get(function));
    boolean zoned =
        OF_ZONE.contains(function)
            && count == (function.equals("date") ? 1 : 2)
            && is(call.arguments().getLast(), Set.of("timestamptz"));
    return always || zoned
        ? Optional.of(new Mutable(function + "()", zoned && !always))
        : Optional.empty();
  }

  private Optional<Mutable> cast(Cast cast) {
    Optional<String> to = system(cast.type());
    Optional<String> from = type(cast.operand());
    if (to.isEmpty() || from.isEmpty() || cast.operand() instanceof Literal) {
      return Optional.empty();
    }
    boolean changes =
        CASTS.getOrDefault(from.get(), Set.of()).contains(to.get())
            || (WRITTEN_BY_SETTING.contains(from.get()) && TEXTS.contains(to.get()))
            || (TEXTS.contains(from.get()) && READ_BY_SETTING.contains(to.get()));
    return changes
        ? Optional.of(
            new Mutable("the cast of " + from.get() + " to " + cast.type().canonical(), true))
        : Optional.empty();
  }

  private Optional<Mutable> operation(Operation operation) {
    List<Expression> operands = operation.operands();
    if (operation.kind() != Operation.Kind.OPERATOR || operands.size() < 2) {
      return Optional.empty();
    }
    boolean changes =
        switch (operation.operator()) {
          case "||" ->
              operands.stream().limit(2).anyMatch(each -> is(each, TEXTS))
                  && operands.stream().anyMatch(each -> is(each, WRITTEN_BY_SETTING));
          case "+", "-" ->
              is(operands.getFirst(), Set.of("timestamptz"))
                  && is(operands.get(1), Set.of("interval"));
          default -> false;
        };
    return changes
        ? Optional.of(new Mutable("the operator " + operation.operator() + " of these types", true))
        : Optional.empty();
  }

  private boolean is(Expression expression, Set<String> types) {
    return type(expression).filter(types::contains).isPresent();
  }

  /// The type of a column or a cast; what else there is has one that is not known here.
  private Optional<String> type(Expression expression) {
    if (expression instanceof ColumnReference column) {
      return schema
          .table(table)
          .flatMap(known -> known.column(column.column()))
          .map(KnownColumn::type)
          .flatMap(MutableCalls::system);
    }
    return expression instanceof Cast cast ? system(cast.type()) : Optional.empty();
  }

  private static Optional<String> system(TypeName type) {
    return type.arrayDimensions() == 0
        ? Optional.of(type.name().name()).filter(type::isSystem)
        : Optional.empty();
  }
}
