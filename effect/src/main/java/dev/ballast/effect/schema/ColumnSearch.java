package dev.ballast.effect.schema;

import dev.ballast.effect.derived.FiguredName;
import dev.ballast.sql.tree.CommonTable;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.OtherExpression;
import dev.ballast.sql.tree.FromClause;
import dev.ballast.sql.tree.MergeClause;
import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.TargetEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds the columns that queries read, each with its relation, as `colNameToVar` and
/// `scanNameSpaceForRefname` in `src/backend/parser/parse_relation.c` resolve a name: from the
/// inner query outwards. For one node and one thread.
///
/// A relation that is known by name only may have any column, so that a name no other relation
/// has is taken to be its.
final class ColumnSearch {
  private final KnownSchema schema;
  private final SequencedSet<ColumnRead> found = new LinkedHashSet<>();

  private ColumnSearch(KnownSchema schema) {
    this.schema = schema;
  }

  /// The columns that the queries of a statement, or of any part of one, read.
  static List<ColumnRead> of(Node node, KnownSchema schema) {
    return of(node, List.of(), schema);
  }

  /// The same where names of these relations may stand without a `FROM`.
  static List<ColumnRead> of(Node node, List<RelationUse> around, KnownSchema schema) {
    ColumnSearch search = new ColumnSearch(schema);
    search.node(
        node, around.isEmpty() ? List.of() : List.of(new FromClause(around, List.of(), List.of())));
    return List.copyOf(search.found);
  }

  private void node(Node node, List<FromClause> scopes) {
    if (node instanceof Query query) {
      query(query, scopes);
    } else if (node instanceof ColumnReference reference) {
      reference(reference, scopes);
    } else if (node instanceof Insert insert) {
      insert(insert, scopes);
    } else if (node instanceof Update update) {
      update(update, scopes);
    } else if (node instanceof Delete delete) {
      FromClause from = joined(delete.target(), delete.using());
      statement(from, delete.ctes(), delete.returning(), scopes);
      delete.where().ifPresent(where -> node(where, inside(from, scopes)));
    } else if (node instanceof Merge merge) {
      FromClause from = joined(merge.target(), merge.source());
      statement(from, merge.ctes(), merge.returning(), scopes);
      node(merge.condition(), inside(from, scopes));
      merge.clauses().forEach(clause -> merged(clause, merge.target(), inside(from, scopes)));
    } else {
      node.parts().forEach(part -> node(part, scopes));
    }
  }

  private static List<FromClause> inside(FromClause from, List<FromClause> outer) {
    List<FromClause> scopes = new ArrayList<>();
    scopes.add(from);
    scopes.addAll(outer);
    return scopes;
  }

  private static FromClause joined(RelationUse target, FromClause others) {
    List<RelationUse> relations = new ArrayList<>();
    relations.add(target);
    relations.addAll(others.relations());
    return new FromClause(relations, others.queries(), others.expressions());
  }

  /// What `WITH`, the sources and `RETURNING` of a statement that changes rows read.
  private void statement(
      FromClause from,
      List<CommonTable> ctes,
      List<TargetEntry> returning,
      List<FromClause> outer) {
    List<FromClause> scopes = inside(from, outer);
    ctes.forEach(common -> node(common.statement(), outer));
    returning.forEach(target -> target(target, from, scopes));
    natural(from);
    from.queries().forEach(inner -> query(inner, scopes));
    from.expressions().forEach(expression -> node(expression, scopes));
  }

  /// Without a list of columns the first ones are meant, as many as the query has.
  private void insert(Insert insert, List<FromClause> outer) {
    FromClause from = joined(insert.target(), FromClause.NONE);
    statement(from, insert.ctes(), insert.returning(), outer);
    insert.query().ifPresent(query -> query(query, outer));
    if (insert.columns().isEmpty()) {
      insert.query().ifPresent(query -> filled(insert.target(), query));
    } else {
      insert.columns().forEach(column -> real(insert.target(), column));
    }
    List<FromClause> scopes = inside(from, outer);
    insert
        .onConflict()
        .ifPresent(
            conflict -> {
              conflict.inference().stream()
                  .flatMap(key -> key.column().stream())
                  .forEach(column -> real(insert.target(), column));
              conflict.assignments().forEach(each -> assigned(each, insert.target(), scopes));
              conflict.inferenceWhere().ifPresent(where -> node(where, scopes));
              conflict.where().ifPresent(where -> node(where, scopes));
            });
  }

  private void filled(RelationUse target, Query query) {
    boolean counted =
        query.kind() == Query.Kind.SELECT
            && query.targets().stream().noneMatch(ColumnSearch::isStar);
    if (counted) {
      all(target, query.targets().size());
    } else {
      found.add(new ColumnRead(target.name(), ColumnRead.ALL, false));
    }
  }

  private static boolean isStar(TargetEntry target) {
    return target.value() instanceof ColumnReference star && star.column().equals(ColumnRead.ALL);
  }

  private void update(Update update, List<FromClause> outer) {
    FromClause from = joined(update.target(), update.from());
    List<FromClause> scopes = inside(from, outer);
    statement(from, update.ctes(), update.returning(), outer);
    update.assignments().forEach(each -> assigned(each, update.target(), scopes));
    update.where().ifPresent(where -> node(where, scopes));
  }

  private void assigned(TargetEntry assignment, RelationUse target, List<FromClause> scopes) {
    assignment.name().ifPresent(column -> real(target, column));
    node(assignment.value(), scopes);
  }

  private void merged(MergeClause clause, RelationUse target, List<FromClause> scopes) {
    clause.assignments().forEach(each -> assigned(each, target, scopes));
    clause.columns().forEach(column -> real(target, column));
    clause.condition().ifPresent(condition -> node(condition, scopes));
    clause.values().forEach(value -> node(value, scopes));
  }

  private void query(Query query, List<FromClause> outer) {
    for (CommonTable common : query.ctes()) {
      node(common.statement(), outer);
    }
    query.branches().forEach(branch -> query(branch, outer));
    List<FromClause> scopes = inside(query.from(), outer);
    query.targets().forEach(target -> target(target, query.from(), scopes));
    natural(query.from());
    // A sub-select sees its neighbours only with LATERAL; without it, its names are its own.
    query.from().queries().forEach(inner -> query(inner, scopes));
    query.from().expressions().forEach(expression -> node(expression, scopes));
    query.where().ifPresent(where -> node(where, scopes));
    query.expressions().stream()
        .filter(expression -> !isOutput(expression, query))
        .forEach(expression -> node(expression, scopes));
  }

  /// A key of `ORDER BY` that is the name of an entry of the list, which is read anyway.
  private static boolean isOutput(Expression key, Query query) {
    if (!(key instanceof OtherExpression(int at, String node, List<Node> parts)
            && node.equals(Query.SORT_KEY))
        || !(parts.getFirst() instanceof ColumnReference reference)
        || reference.fields().size() > 1) {
      return false;
    }
    return query.kind() == Query.Kind.SET_OPERATION
        || query.targets().stream()
            .anyMatch(
                target ->
                    target
                        .name()
                        .or(() -> FiguredName.of(target.value()))
                        .filter(reference.column()::equals)
                        .isPresent());
  }

  /// A star is every column only where it is an entry of the list; as an argument it is a row.
  private void target(TargetEntry target, FromClause from, List<FromClause> scopes) {
    if (!(target.value() instanceof ColumnReference star)
        || !star.column().equals(ColumnRead.ALL)) {
      node(target, scopes);
    } else if (star.fields().size() == 1) {
      from.relations().forEach(use -> all(use, Integer.MAX_VALUE));
    } else {
      relation(before(star), scopes).ifPresent(use -> all(use, Integer.MAX_VALUE));
    }
  }

  private static List<String> before(ColumnReference reference) {
    return reference.fields().subList(0, reference.fields().size() - 1);
  }

  private void natural(FromClause from) {
    if (from.expressions().stream().anyMatch(each -> isMark(each, FromClause.NATURAL_JOIN))) {
      Map<String, Long> counts =
          from.relations().stream()
              .flatMap(use -> columns(use).orElse(List.of()).stream())
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      counts.forEach(
          (column, count) -> {
            if (count > 1) {
              plain(column, List.of(from));
            }
          });
    }
  }

  private static boolean isMark(Expression expression, String mark) {
    return expression instanceof OtherExpression other && other.node().equals(mark);
  }

  private void reference(ColumnReference reference, List<FromClause> scopes) {
    String column = reference.column();
    if (column.equals(ColumnRead.ALL)) {
      return;
    }
    if (reference.fields().size() == 1) {
      plain(column, scopes);
    } else {
      relation(before(reference), scopes).ifPresent(use -> visible(use, column, true));
    }
  }

  private void plain(String column, List<FromClause> scopes) {
    for (FromClause scope : scopes) {
      List<RelationUse> having =
          scope.relations().stream()
              .filter(
                  use ->
                      use.columns().contains(column)
                          || columns(use).filter(names -> names.contains(column)).isPresent())
              .toList();
      if (!having.isEmpty()) {
        having.forEach(use -> visible(use, column, true));
        return;
      }
      if (isWholeRow(column, scope)) {
        return;
      }
      List<RelationUse> unknown =
          scope.relations().stream().filter(use -> columns(use).isEmpty()).toList();
      boolean other = hasOtherColumns(scope, column);
      boolean only = scope.relations().size() == 1 && !other && scopes.size() == 1;
      unknown.forEach(use -> visible(use, column, only));
      if (!unknown.isEmpty() || other) {
        return;
      }
    }
  }

  /// `SELECT t FROM t`, which records no column.
  private static boolean isWholeRow(String name, FromClause scope) {
    return scope.relations().stream().anyMatch(use -> isCalled(use, List.of(name)));
  }

  /// Whether the name may be that of a column of a sub-select, of a function or of `WITH`.
  private boolean hasOtherColumns(FromClause scope, String column) {
    return scope.queries().stream()
            .map(query -> ViewColumns.of(List.of(), query, schema))
            .anyMatch(names -> names.isEmpty() || names.contains("") || names.contains(column))
        || scope.expressions().stream()
            .anyMatch(
                each -> each instanceof FunctionCall || isMark(each, FromClause.COMMON_TABLE));
  }

  private static Optional<RelationUse> relation(List<String> words, List<FromClause> scopes) {
    return scopes.stream()
        .flatMap(scope -> scope.relations().stream())
        .filter(use -> isCalled(use, words))
        .findFirst();
  }

  /// An alias hides the relation's own name.
  private static boolean isCalled(RelationUse use, List<String> words) {
    String name = words.getLast();
    if (use.alias().isPresent()) {
      return words.size() == 1 && use.alias().get().equals(name);
    }
    return use.name().name().equals(name)
        && (words.size() == 1
            || KnownSchema.key(use.name())
                .schema()
                .filter(words.get(words.size() - 2)::equals)
                .isPresent());
  }

  /// A `*` means the columns of the moment; those that are added later are not read.
  private void all(RelationUse use, int width) {
    own(use)
        .ifPresentOrElse(
            names -> names.stream().limit(width).forEach(column -> real(use, column)),
            () -> found.add(new ColumnRead(use.name(), ColumnRead.ALL, false)));
  }

  private void real(RelationUse use, String column) {
    found.add(new ColumnRead(use.name(), column, true));
  }

  /// A column by the name that it has in the query.
  private void visible(RelationUse use, String column, boolean certain) {
    int renamed = use.columns().indexOf(column);
    Optional<List<String>> own = own(use);
    if (renamed < 0) {
      found.add(new ColumnRead(use.name(), column, certain));
    } else if (own.filter(names -> names.size() > renamed).isPresent()) {
      real(use, own.get().get(renamed));
    } else {
      found.add(new ColumnRead(use.name(), ColumnRead.ALL, false));
    }
  }

  /// The names that the columns have in the query.
  private Optional<List<String>> columns(RelationUse use) {
    return own(use)
        .map(
            names -> {
              List<String> visible = new ArrayList<>(names);
              for (int i = 0; i < Math.min(names.size(), use.columns().size()); i++) {
                visible.set(i, use.columns().get(i));
              }
              return visible;
            });
  }

  private Optional<List<String>> own(RelationUse use) {
    return schema
        .table(use.name())
        .filter(KnownTable::whole)
        .map(table -> table.columns().stream().map(KnownColumn::name).toList())
        .or(
            () ->
                schema
                    .view(use.name())
                    .map(KnownView::columns)
                    .filter(names -> !names.isEmpty() && !names.contains("")));
  }
}
