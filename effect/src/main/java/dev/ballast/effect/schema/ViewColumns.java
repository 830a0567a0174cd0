package dev.ballast.effect.schema;

import dev.ballast.effect.derived.FiguredName;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.TargetEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The names of a view's columns, as `FigureColname` in `src/backend/parser/parse_target.c` finds
/// them.
public final class ViewColumns {
  private ViewColumns() {}

  /// An empty text stands for a column whose name is not known; no column at all, where a `*`
  /// cannot be known.
  ///
  /// @param named the names between the parentheses after the view's own
  public static List<String> of(List<String> named, Query query, KnownSchema schema) {
    Query first = query;
    while (first.kind() == Query.Kind.SET_OPERATION && !first.branches().isEmpty()) {
      first = first.branches().getFirst();
    }
    List<String> columns = new ArrayList<>();
    for (TargetEntry target : first.targets()) {
      if (isStar(target)) {
        Optional<List<String>> expanded = star(target, first, schema);
        if (expanded.isEmpty()) {
          return List.of();
        }
        columns.addAll(expanded.get());
      } else {
        columns.add(target.name().or(() -> FiguredName.of(target.value())).orElse(""));
      }
    }
    for (int i = 0; i < named.size() && i < columns.size(); i++) {
      columns.set(i, named.get(i));
    }
    return columns;
  }

  private static boolean isStar(TargetEntry target) {
    return target.value() instanceof ColumnReference reference && reference.column().equals("*");
  }

  /// The columns of the one table that is read, where all of them are known.
  private static Optional<List<String>> star(TargetEntry target, Query query, KnownSchema schema) {
    List<RelationUse> relations = query.relations();
    boolean plain = ((ColumnReference) target.value()).fields().size() == 1;
    if (!plain || relations.size() != 1 || !query.from().queries().isEmpty()) {
      return Optional.empty();
    }
    return schema
        .table(relations.getFirst().name())
        .filter(KnownTable::whole)
        .map(table -> table.columns().stream().map(KnownColumn::name).toList());
  }
}
