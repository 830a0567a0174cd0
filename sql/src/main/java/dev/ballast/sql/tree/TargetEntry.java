package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// One entry of a `SELECT` list or of `RETURNING`, or an assignment of `UPDATE`.
///
/// @param name the alias, or the column that is assigned
/// @param subscripts what stands after the column's name: `SET a[1] = 2`, `SET a.b = 2`
public record TargetEntry(
    int offset, Optional<String> name, List<Expression> subscripts, Expression value)
    implements Node, Located {
  public TargetEntry {
    subscripts = List.copyOf(subscripts);
  }

  @Override
  public List<Node> parts() {
    return Parts.nodes().and(subscripts).and(value).list();
  }
}
