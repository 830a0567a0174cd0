package dev.ballast.observe.statement;

import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.BooleanExpression;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.Operation;
import dev.ballast.sql.tree.Expression.OtherExpression;
import dev.ballast.sql.tree.Expression.SubQuery;
import dev.ballast.sql.tree.FromClause;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds by which columns a statement looks for rows. Only what each row has to satisfy counts: a
/// condition below OR or NOT is left out. For one thread.
final class Lookups {
  private static final Set<String> ORDERED = Set.of("<", "<=", ">", ">=");

  private final List<TableFacts> tables;
  private final List<Lookup> found = new ArrayList<>();

  private Lookups(List<TableFacts> tables) {
    this.tables = tables;
  }

  /// Those of a statement at any depth.
  ///
  /// @param tables that it reads; a column without a qualifier is that of the only one that has it
  static List<Lookup> of(Statement statement, List<TableFacts> tables) {
    Lookups lookups = new Lookups(tables);
    Walk.of(statement).every(Query.class).forEach(lookups::take);
    switch (statement) {
      case DataStatement.Update update ->
          lookups.changed(update.target(), update.from(), update.where());
      case DataStatement.Delete delete ->
          lookups.changed(delete.target(), delete.using(), delete.where());
      case Statement other -> {}
    }
    return lookups.found;
  }

  /// The columns of one scope, as they are found.
  private static final class Sums {
    final Set<String> equal = new LinkedHashSet<>();
    final Set<String> ranged = new LinkedHashSet<>();
    final Set<String> joined = new LinkedHashSet<>();
    final List<String> sorted = new ArrayList<>();
  }

  private record Owned(RelationUse table, String column) {}

  private void take(Query query) {
    Map<RelationUse, Sums> sums = scope(query.relations(), query.from(), query.where());
    if (query.limited()) {
      firstKey(query, query.relations())
          .ifPresent(key -> sums.get(key.table()).sorted.add(key.column()));
    }
    keep(sums);
  }

  private void changed(RelationUse target, FromClause others, Optional<Expression> where) {
    List<RelationUse> all = new ArrayList<>();
    all.add(target);
    all.addAll(others.relations());
    keep(scope(all, others, where));
  }

  private Map<RelationUse, Sums> scope(
      List<RelationUse> relations, FromClause from, Optional<Expression> where) {
    Map<RelationUse, Sums> sums = new LinkedHashMap<>();
    relations.forEach(relation -> sums.put(relation, new Sums()));
    List<Expression> conditions = new ArrayList<>(from.expressions());
    where.ifPresent(conditions::add);
    conditions.stream().flatMap(c -> conjuncts(c).stream()).forEach(c -> compare(c, sums));
    return sums;
  }

  private void keep(Map<RelationUse, Sums> sums) {
    sums.forEach(
        (relation, sum) ->
            found.add(
                new Lookup(
                    relation.name(),
                    List.copyOf(sum.equal),
                    List.copyOf(sum.ranged),
                    List.copyOf(sum.joined),
                    sum.sorted)));
  }

  private static List<Expression> conjuncts(Expression condition) {
    return condition instanceof BooleanExpression all && all.kind() == BooleanExpression.Kind.AND
        ? all.operands().stream().flatMap(o -> conjuncts(o).stream()).toList()
        : List.of(condition);
  }

  private void compare(Expression condition, Map<RelationUse, Sums> sums) {
    if (!(condition instanceof Operation operation) || operation.operands().size() < 2) {
      return;
    }
    Expression first = operation.operands().getFirst();
    List<Expression> rest = operation.operands().subList(1, operation.operands().size());
    switch (operation.kind()) {
      case OPERATOR -> compare(operation.operator(), first, rest.getFirst(), sums);
      case IN, ANY_OF -> {
        if (operation.operator().equals("=") && rest.stream().allMatch(Lookups::isValue)) {
          owned(first, sums).ifPresent(o -> sums.get(o.table()).equal.add(o.column()));
        }
      }
      case BETWEEN -> {
        if (rest.stream().allMatch(Lookups::isValue)) {
          owned(first, sums).ifPresent(o -> sums.get(o.table()).ranged.add(o.column()));
        }
      }
      case ALL_OF,
          IS_DISTINCT,
          IS_NOT_DISTINCT,
          NULLIF,
          LIKE,
          ILIKE,
          SIMILAR,
          NOT_BETWEEN,
          BETWEEN_SYMMETRIC,
          NOT_BETWEEN_SYMMETRIC -> {}
    }
  }

  private void compare(
      String operator, Expression left, Expression right, Map<RelationUse, Sums> sums) {
    Optional<Owned> one = owned(left, sums);
    Optional<Owned> other = owned(right, sums);
    if (operator.equals("=") && one.isPresent() && other.isPresent()) {
      if (!one.get().table().equals(other.get().table())) {
        sums.get(one.get().table()).joined.add(one.get().column());
        sums.get(other.get().table()).joined.add(other.get().column());
      }
      return;
    }
    Optional<Owned> column =
        one.filter(o -> isValue(right)).or(() -> other.filter(o -> isValue(left)));
    if (column.isPresent()) {
      Sums sum = sums.get(column.get().table());
      if (operator.equals("=")) {
        sum.equal.add(column.get().column());
      } else if (ORDERED.contains(operator)) {
        sum.ranged.add(column.get().column());
      }
    }
  }

  /// What does not depend on a row.
  private static boolean isValue(Expression expression) {
    Walk walk = Walk.of(expression);
    return walk.every(ColumnReference.class).isEmpty() && walk.every(SubQuery.class).isEmpty();
  }

  private Optional<Owned> owned(Expression expression, Map<RelationUse, Sums> sums) {
    return expression instanceof ColumnReference column
        ? owned(column, List.copyOf(sums.keySet()))
        : Optional.empty();
  }

  private Optional<Owned> owned(ColumnReference column, List<RelationUse> relations) {
    List<String> fields = column.fields();
    List<RelationUse> owners =
        relations.stream()
            .filter(
                relation ->
                    fields.size() == 1
                        ? relations.size() == 1 || has(relation, column.column())
                        : named(relation).equals(fields.get(fields.size() - 2)))
            .toList();
    return owners.size() == 1 && !column.column().equals("*")
        ? Optional.of(new Owned(owners.getFirst(), column.column()))
        : Optional.empty();
  }

  private static String named(RelationUse relation) {
    return relation.alias().orElse(relation.name().name());
  }

  private boolean has(RelationUse relation, String column) {
    return tables.stream()
        .anyMatch(table -> table.name().mayBe(relation.name()) && table.has(column));
  }

  private Optional<Owned> firstKey(Query query, List<RelationUse> relations) {
    return query.expressions().stream()
        .filter(e -> e instanceof OtherExpression other && other.node().equals(Query.SORT_KEY))
        .findFirst()
        .map(OtherExpression.class::cast)
        .filter(key -> key.parts().size() == 1)
        .flatMap(
            key ->
                key.parts().getFirst() instanceof ColumnReference column
                    ? owned(column, relations)
                    : Optional.empty());
  }
}
