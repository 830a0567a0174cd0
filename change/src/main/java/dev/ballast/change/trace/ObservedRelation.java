package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.sql.QualifiedName;
import java.util.Optional;

/// A relation by the name it had when the statement began; one that the statement made, by the
/// name it got.
///
/// @param table what an index, a TOAST table or an owned sequence belongs to
public record ObservedRelation(
    String schema, String name, RelationKind kind, Optional<QualifiedName> table) {
  public ObservedRelation {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(table, "table is null");
  }

  public QualifiedName qualifiedName() {
    return QualifiedName.of(schema, name);
  }

  /// `orders`, or `billing.orders` outside of schema `public`.
  public String display() {
    return schema.equals("public") ? name : schema + "." + name;
  }
}
