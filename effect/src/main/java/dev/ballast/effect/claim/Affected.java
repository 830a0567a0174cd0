package dev.ballast.effect.claim;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;

/// A relation that a statement touches.
///
/// @param fresh it is made by this statement or in this transaction, so nobody else can see it
public record Affected(QualifiedName name, Kind kind, boolean fresh) {
  /// What sort of relation it is, as far as locks care.
  public enum Kind {
    TABLE,
    INDEX,
    VIEW,
    MATERIALIZED_VIEW,
    SEQUENCE,
    OTHER
  }

  public Affected {
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
  }
}
