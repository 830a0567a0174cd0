package dev.ballast.effect;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownView;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TargetEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table whose rows a statement may change: the one that it names, or those behind a view, which
/// `rewriteTargetView` in `src/backend/rewrite/rewriteHandler.c` puts in its place.
///
/// @param behindView a trigger or a rule of the view may store the rows elsewhere
/// @param columns what is set, by the names of this table; empty where that is not known
record WrittenTable(QualifiedName table, boolean behindView, Optional<List<String>> columns) {
  /// PostgreSQL itself forbids a circle of views.
  private static final int DEPTH = 16;

  /// All that may be changed by a statement that sets these columns of a table or view.
  static List<WrittenTable> of(KnownSchema schema, QualifiedName name, List<String> columns) {
    List<WrittenTable> written = new ArrayList<>();
    add(schema, new WrittenTable(name, false, Optional.of(columns)), DEPTH, written);
    return written;
  }

  private static void add(
      KnownSchema schema, WrittenTable target, int depth, List<WrittenTable> written) {
    Optional<KnownView> view =
        schema.view(target.table()).filter(known -> !known.materialized() && depth > 0);
    if (view.isEmpty()) {
      written.add(target);
      return;
    }
    Optional<List<String>> columns = target.columns().flatMap(set -> behind(view.get(), set));
    for (QualifiedName read : view.get().reads()) {
      add(schema, new WrittenTable(read, true, columns), depth - 1, written);
    }
  }

  /// The names below a view, where each of them is a column there.
  private static Optional<List<String>> behind(KnownView view, List<String> set) {
    List<String> below = new ArrayList<>();
    List<TargetEntry> entries = view.query().targets();
    for (String column : set) {
      int at = view.columns().indexOf(column);
      if (at < 0 || at >= entries.size() || entries.size() != view.columns().size()) {
        return Optional.empty();
      }
      if (!(entries.get(at).value() instanceof ColumnReference reference)
          || reference.column().equals("*")) {
        return Optional.empty();
      }
      below.add(reference.column());
    }
    return Optional.of(below);
  }
}
