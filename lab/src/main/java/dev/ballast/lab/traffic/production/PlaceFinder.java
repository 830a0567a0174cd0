package dev.ballast.lab.traffic.production;

import dev.ballast.sql.Identifier;
import dev.ballast.sql.tree.CommonTable;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.Cast;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Operation;
import dev.ballast.sql.tree.Expression.OtherExpression;
import dev.ballast.sql.tree.Expression.Parameter;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TargetEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds where the parameters of a statement stand. For one statement and one thread.
final class PlaceFinder {
  private static final Set<String> EQUALITIES = Set.of("=", "<>", "!=");
  private static final Set<String> ABOVE = Set.of(">", ">=");
  private static final Set<String> BELOW = Set.of("<", "<=");

  private final CloneCatalog catalog;
  private final List<Place> places = new ArrayList<>();
  private int uses;

  private PlaceFinder(CloneCatalog catalog) {
    this.catalog = catalog;
  }

  /// The places in the order in which they were found; a parameter may have several, or none.
  static List<Place> find(Statement statement, CloneCatalog catalog) {
    PlaceFinder finder = new PlaceFinder(catalog);
    finder.visit(statement, new Scope(List.of(), Optional.empty(), false));
    return List.copyOf(finder.places);
  }

  /// The relations that a name may mean, the innermost query first.
  private record Scope(List<Named> relations, Optional<Scope> outer, boolean bounded) {}

  private record Named(RelationUse relation, Place.Use use) {
    boolean answersTo(String name) {
      return relation.alias().orElse(relation.name().name()).equals(name);
    }
  }

  /// A column of a use of a relation.
  private record Found(Place.Use use, String column, String expression) {}

  private void visit(Node node, Scope scope) {
    switch (node) {
      case DataStatement statement -> visit(statement, scope);
      case Query query -> visit(query, scope);
      case Operation operation -> {
        compare(operation, scope);
        parts(operation, scope);
      }
      case FunctionCall call -> {
        arguments(call);
        parts(call, scope);
      }
      case Node other -> parts(other, scope);
    }
  }

  private void parts(Node node, Scope scope) {
    node.parts().forEach(part -> visit(part, scope));
  }

  private void visit(DataStatement statement, Scope outer) {
    switch (statement) {
      case Select select -> visit(select.query(), outer);
      case Insert insert -> insert(insert, outer);
      case Update update -> {
        Scope scope =
            scope(
                Stream.concat(Stream.of(update.target()), update.from().relations().stream())
                    .toList(),
                outer,
                false);
        ctes(update.ctes(), outer);
        assigned(update.assignments(), scope.relations().getFirst().use(), scope);
        visit(update.from(), scope);
        update.where().ifPresent(where -> visit(where, scope));
        parts(update.returning(), scope);
      }
      case Delete delete -> {
        Scope scope =
            scope(
                Stream.concat(Stream.of(delete.target()), delete.using().relations().stream())
                    .toList(),
                outer,
                false);
        ctes(delete.ctes(), outer);
        visit(delete.using(), scope);
        delete.where().ifPresent(where -> visit(where, scope));
        parts(delete.returning(), scope);
      }
      case Merge merge -> merge(merge, outer);
      case DataStatement.Copy copy -> parts(copy, outer);
    }
  }

  private void parts(List<? extends Node> nodes, Scope scope) {
    nodes.forEach(node -> visit(node, scope));
  }

  private void ctes(List<CommonTable> ctes, Scope scope) {
    ctes.forEach(cte -> visit(cte.statement(), scope));
  }

  private void visit(Query query, Scope outer) {
    Scope scope = scope(query.from().relations(), outer, query.limited());
    parts(query, scope);
  }

  private Scope scope(List<RelationUse> relations, Scope outer, boolean bounded) {
    return new Scope(
        relations.stream().map(use -> new Named(use, new Place.Use(uses++, use.name()))).toList(),
        Optional.of(outer),
        bounded);
  }

  private void insert(Insert insert, Scope outer) {
    Scope scope = scope(List.of(insert.target()), outer, false);
    Place.Use use = scope.relations().getFirst().use();
    Place.Conflict conflicting =
        insert
            .onConflict()
            .map(on -> on.update() ? Place.Conflict.UPDATE : Place.Conflict.NOTHING)
            .orElse(Place.Conflict.NOT_PROVIDED_FOR);
    ctes(insert.ctes(), outer);
    List<String> columns = columns(insert.columns(), insert.target());
    insert
        .query()
        .ifPresent(
            query -> {
              if (query.kind() == Query.Kind.VALUES) {
                stored(query.expressions(), columns, use, conflicting);
              } else if (query.kind() == Query.Kind.SELECT) {
                stored(
                    query.targets().stream().map(TargetEntry::value).toList(),
                    columns,
                    use,
                    conflicting);
              }
              visit(query, outer);
            });
    insert
        .onConflict()
        .ifPresent(
            conflict -> {
              assigned(conflict.assignments(), use, scope);
              conflict.where().ifPresent(where -> visit(where, scope));
            });
    parts(insert.returning(), scope);
  }

  private List<String> columns(List<String> named, RelationUse target) {
    return named.isEmpty()
        ? catalog.table(target.name()).stream()
            .flatMap(table -> table.columns().stream())
            .map(CloneTable.Column::name)
            .toList()
        : named;
  }

  /// Rows one after another.
  private void stored(
      List<Expression> cells, List<String> columns, Place.Use first, Place.Conflict conflict) {
    Place.Use use = first;
    for (int i = 0; i < cells.size() && !columns.isEmpty(); i++) {
      if (i > 0 && i % columns.size() == 0) {
        use = new Place.Use(uses++, first.table());
      }
      String column = columns.get(i % columns.size());
      Place.Use row = use;
      parameter(cells.get(i))
          .ifPresent(number -> places.add(new Place.Stored(number, row, column, true, conflict)));
    }
  }

  private void assigned(List<TargetEntry> assignments, Place.Use use, Scope scope) {
    // Values of another row than the one that is changed.
    Place.Use other = new Place.Use(uses++, use.table());
    for (TargetEntry entry : assignments) {
      if (entry.name().isPresent() && entry.subscripts().isEmpty()) {
        parameter(entry.value())
            .ifPresent(
                number ->
                    places.add(
                        new Place.Stored(
                            number,
                            other,
                            entry.name().get(),
                            false,
                            Place.Conflict.NOT_PROVIDED_FOR)));
      }
      visit(entry.value(), scope);
    }
  }

  private void merge(Merge merge, Scope outer) {
    Scope scope =
        scope(
            Stream.concat(Stream.of(merge.target()), merge.source().relations().stream()).toList(),
            outer,
            false);
    Place.Use use = scope.relations().getFirst().use();
    ctes(merge.ctes(), outer);
    visit(merge.source(), scope);
    visit(merge.condition(), scope);
    merge
        .clauses()
        .forEach(
            clause -> {
              clause.condition().ifPresent(condition -> visit(condition, scope));
              assigned(clause.assignments(), use, scope);
              stored(
                  clause.values(),
                  columns(clause.columns(), merge.target()),
                  use,
                  Place.Conflict.NOT_PROVIDED_FOR);
              parts(clause.values(), scope);
            });
    parts(merge.returning(), scope);
  }

  private void arguments(FunctionCall call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      int position = i;
      parameter(call.arguments().get(i))
          .ifPresent(
              number -> places.add(new Place.Argument(number, call.name().name(), position)));
    }
  }

  private void compare(Operation operation, Scope scope) {
    List<Expression> operands = operation.operands();
    if (operands.size() < 2) {
      return;
    }
    Expression left = operands.getFirst();
    switch (operation.kind()) {
      case OPERATOR -> {
        if (operands.size() == 2) {
          ordered(operation.operator(), left, operands.get(1), scope);
        }
      }
      case IS_DISTINCT, IS_NOT_DISTINCT -> pair(left, operands.get(1), Place.How.EQUAL, scope);
      case IN ->
          operands.stream().skip(1).forEach(each -> pair(left, each, Place.How.EQUAL, scope));
      case LIKE, ILIKE -> pair(left, operands.get(1), Place.How.PATTERN, scope);
      case ANY_OF -> {
        if (EQUALITIES.contains(operation.operator())) {
          pair(left, operands.get(1), Place.How.ELEMENT, scope);
        }
      }
      case BETWEEN, BETWEEN_SYMMETRIC -> {
        pair(left, operands.get(1), Place.How.ABOVE, scope);
        pair(left, operands.getLast(), Place.How.BELOW, scope);
      }
      case ALL_OF, NULLIF, SIMILAR, NOT_BETWEEN, NOT_BETWEEN_SYMMETRIC -> {}
    }
  }

  private void ordered(String operator, Expression left, Expression right, Scope scope) {
    if (EQUALITIES.contains(operator)) {
      pair(left, right, Place.How.EQUAL, scope);
    } else if (ABOVE.contains(operator)) {
      sided(left, right, Place.How.ABOVE, Place.How.BELOW, scope);
    } else if (BELOW.contains(operator)) {
      sided(left, right, Place.How.BELOW, Place.How.ABOVE, scope);
    }
  }

  private void sided(
      Expression left, Expression right, Place.How how, Place.How reversed, Scope scope) {
    if (!compared(left, right, how, scope)) {
      compared(right, left, reversed, scope);
    }
  }

  /// `a = $1`, `$1 = a`, `(a, b) = ($1, $2)`.
  private void pair(Expression left, Expression right, Place.How how, Scope scope) {
    if (isRow(left) && isRow(right) && left.parts().size() == right.parts().size()) {
      for (int i = 0; i < left.parts().size(); i++) {
        if (left.parts().get(i) instanceof Expression one
            && right.parts().get(i) instanceof Expression other) {
          pair(one, other, how, scope);
        }
      }
    } else if (!compared(left, right, how, scope)) {
      compared(right, left, how, scope);
    }
  }

  private static boolean isRow(Expression expression) {
    return expression instanceof OtherExpression other && other.node().equals("RowExpr");
  }

  private boolean compared(Expression side, Expression value, Place.How how, Scope scope) {
    Optional<Integer> number = parameter(value);
    Optional<Found> found = number.isEmpty() ? Optional.empty() : column(side, scope);
    found.ifPresent(
        column ->
            places.add(
                new Place.Compared(
                    number.orElseThrow(),
                    column.use(),
                    column.column(),
                    column.expression(),
                    how,
                    scope.bounded())));
    return found.isPresent();
  }

  /// The number of `$1`, also where it is cast, or something is added to it: `$1 - interval '1
  /// day'`.
  private static Optional<Integer> parameter(Expression expression) {
    return switch (expression) {
      case Operation sum
          when sum.operands().size() == 2
              && (sum.operator().equals("-") || sum.operator().equals("+")) ->
          parameter(sum.operands().getFirst());
      case Parameter parameter -> Optional.of(parameter.number());
      case Cast cast -> parameter(cast.operand());
      case Expression other -> Optional.empty();
    };
  }

  /// A column, or a function or a cast of one.
  private Optional<Found> column(Expression side, Scope scope) {
    return switch (side) {
      case ColumnReference reference -> resolve(reference.fields(), scope);
      case Cast cast ->
          column(cast.operand(), scope)
              .map(
                  found ->
                      new Found(
                          found.use(),
                          found.column(),
                          "(" + found.expression() + ")::" + cast.type().canonical()));
      case FunctionCall call when call.arguments().size() == 1 ->
          column(call.arguments().getFirst(), scope)
              .map(
                  found ->
                      new Found(
                          found.use(),
                          found.column(),
                          call.name() + "(" + found.expression() + ")"));
      case Expression other -> Optional.empty();
    };
  }

  private Optional<Found> resolve(List<String> fields, Scope scope) {
    String column = fields.getLast();
    Optional<String> relation =
        fields.size() > 1 ? Optional.of(fields.get(fields.size() - 2)) : Optional.empty();
    Optional<Named> named =
        scope.relations().stream()
            .filter(each -> relation.map(each::answersTo).orElse(true))
            .filter(each -> has(each, column))
            .findFirst();
    if (named.isPresent()) {
      return Optional.of(new Found(named.get().use(), column, new Identifier(column).toString()));
    }
    return scope.outer().flatMap(outer -> resolve(fields, outer));
  }

  private boolean has(Named named, String column) {
    return catalog
        .table(named.relation().name())
        .flatMap(table -> table.column(column))
        .isPresent();
  }
}
