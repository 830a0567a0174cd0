package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.QualifiedIdentifier;
import java.util.Optional;

/// A relation by the name it had when the statement began; one that the statement made, by the
/// name it got.
///
/// @param table what an index, a TOAST table or an owned sequence belongs to
public record ObservedRelation(
    String schema, String name, RelationKind kind, Optional<QualifiedIdentifier> table) {
  public ObservedRelation {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(table, "table is null");
  }

  public QualifiedIdentifier qualifiedName() {
    return QualifiedIdentifier.of(schema, name);
  }

  /// `orders`, or `billing.orders` outside of schema `public`.
  public String display() {
    return schema.equals("public") ? name : schema + "." + name;
  }
}
