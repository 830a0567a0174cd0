package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// A relation where a query reads it, or where a statement's clause names it.
///
/// @param only whether `ONLY` keeps partitions and heirs out
public record RelationUse(int offset, QualifiedName name, Optional<String> alias, boolean only)
    implements Node, Located {
  @Override
  public List<QualifiedName> names() {
    return List.of(name);
  }
}
