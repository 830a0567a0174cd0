package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// A relation where a query reads it, or where a statement's clause names it.
///
/// @param columns the names that `AS x (a, b)` gives the first columns
/// @param only whether `ONLY` keeps partitions and heirs out
public record RelationUse(
    int offset, QualifiedName name, Optional<String> alias, List<String> columns, boolean only)
    implements Node, Located {
  public RelationUse {
    columns = List.copyOf(columns);
  }

  /// One whose columns have their own names.
  public RelationUse(int offset, QualifiedName name, Optional<String> alias, boolean only) {
    this(offset, name, alias, List.of(), only);
  }

  @Override
  public List<QualifiedName> names() {
    return List.of(name);
  }
}
