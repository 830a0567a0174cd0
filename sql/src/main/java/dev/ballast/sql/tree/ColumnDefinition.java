package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// A column of a table, or an attribute of a composite type.
///
/// @param type empty where a typed table or a partition only adds constraints to a column
/// @param constraints as written beside the column, each with its own name and position;
///     `DEFAULT`, `NOT NULL` and `GENERATED` are among them
/// @param storage `PLAIN`, `EXTENDED` and so on, in lower case
public record ColumnDefinition(
    int offset,
    String name,
    Optional<TypeName> type,
    List<Constraint> constraints,
    Optional<QualifiedName> collation,
    Optional<String> storage,
    Optional<String> compression)
    implements Node, Located {
  public ColumnDefinition {
    constraints = List.copyOf(constraints);
  }

  /// The first constraint of that kind.
  public Optional<Constraint> constraint(Constraint.Kind kind) {
    return constraints.stream().filter(each -> each.kind() == kind).findFirst();
  }

  @Override
  public List<Node> parts() {
    return List.copyOf(constraints);
  }
}
