package dev.ballast.effect.schema;

import dev.ballast.sql.tree.CommonTable;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.OtherExpression;
import dev.ballast.sql.tree.FromClause;
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
    ColumnSearch search = new ColumnSearch(schema);
    search.node(node, List.of());
    return List.copyOf(search.found);
  }

  private void node(Node node, List<FromClause> scopes) {
    if (node instanceof Query query) {
      query(query, scopes);
    } else if (node instanceof ColumnReference reference) {
      reference(reference, scopes);
    } else {
      node.parts().forEach(part -> node(part, scopes));
    }
  }

  private void query(Query query, List<FromClause> outer) {
    for (CommonTable common : query.ctes()) {
      node(common.statement(), outer);
    }
    query.branches().forEach(branch -> query(branch, outer));
    List<FromClause> scopes = new ArrayList<>();
    scopes.add(query.from());
    scopes.addAll(outer);
    query.targets().forEach(target -> target(target, query.from(), scopes));
    natural(query.from());
    // A sub-select sees its neighbours only with LATERAL; without it, its names are its own.
    query.from().queries().forEach(inner -> query(inner, scopes));
    query.from().expressions().forEach(expression -> node(expression, scopes));
    query.where().ifPresent(where -> node(where, scopes));
    query.expressions().forEach(expression -> node(expression, scopes));
  }

  /// A star is every column only where it is an entry of the list; as an argument it is a row.
  private void target(TargetEntry target, FromClause from, List<FromClause> scopes) {
    if (!(target.value() instanceof ColumnReference star)
        || !star.column().equals(ColumnRead.ALL)) {
      node(target, scopes);
    } else if (star.fields().size() == 1) {
      from.relations().forEach(this::all);
    } else {
      relation(before(star), scopes).ifPresent(this::all);
    }
  }

  private static List<String> before(ColumnReference reference) {
    return reference.fields().subList(0, reference.fields().size() - 1);
  }

  private void natural(FromClause from) {
    boolean natural =
        from.expressions().stream()
            .anyMatch(
                each ->
                    each instanceof OtherExpression other
                        && other.node().equals(FromClause.NATURAL_JOIN));
    if (natural) {
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

  private void reference(ColumnReference reference, List<FromClause> scopes) {
    String column = reference.column();
    if (column.equals(ColumnRead.ALL)) {
      return;
    }
    if (reference.fields().size() == 1) {
      plain(column, scopes);
    } else {
      relation(before(reference), scopes)
          .ifPresent(use -> found.add(new ColumnRead(use.name(), column)));
    }
  }

  private void plain(String column, List<FromClause> scopes) {
    for (FromClause scope : scopes) {
      List<RelationUse> having =
          scope.relations().stream()
              .filter(use -> columns(use).filter(names -> names.contains(column)).isPresent())
              .toList();
      if (having.isEmpty() && isWholeRow(column, scope)) {
        return;
      }
      List<RelationUse> meant =
          having.isEmpty()
              ? scope.relations().stream().filter(use -> columns(use).isEmpty()).toList()
              : having;
      meant.forEach(use -> found.add(new ColumnRead(use.name(), column)));
      if (!meant.isEmpty() || hasOtherColumns(scope)) {
        return;
      }
    }
  }

  /// `SELECT t FROM t`, which records no column.
  private static boolean isWholeRow(String name, FromClause scope) {
    return scope.relations().stream().anyMatch(use -> isCalled(use, List.of(name)));
  }

  /// Whether the name may be that of a sub-select's column or a function's.
  private static boolean hasOtherColumns(FromClause scope) {
    return !scope.queries().isEmpty()
        || scope.expressions().stream().anyMatch(FunctionCall.class::isInstance);
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
  private void all(RelationUse use) {
    columns(use)
        .orElse(List.of(ColumnRead.ALL))
        .forEach(column -> found.add(new ColumnRead(use.name(), column)));
  }

  private Optional<List<String>> columns(RelationUse use) {
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
