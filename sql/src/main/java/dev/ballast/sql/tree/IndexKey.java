package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// One key of an index, an exclusion constraint or a partitioned table: a column or an expression.
///
/// @param descending only an index may say so
/// @param nullsFirst empty where the statement does not say; then it is as `descending`
public record IndexKey(
    Optional<String> column,
    Optional<Expression> expression,
    Optional<QualifiedName> collation,
    Optional<QualifiedName> operatorClass,
    boolean descending,
    Optional<Boolean> nullsFirst)
    implements Node {
  @Override
  public List<Node> parts() {
    return Parts.nodes().and(expression).list();
  }
}
