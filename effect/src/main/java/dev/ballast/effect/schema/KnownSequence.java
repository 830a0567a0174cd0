package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Optional;

/// A sequence, made by itself or for a serial or identity column.
///
/// @param table the table whose column owns it, where one does
/// @param restartedAt the last value that a statement set it to
public record KnownSequence(
    QualifiedName name,
    Optional<QualifiedName> table,
    Optional<String> column,
    Optional<Long> restartedAt,
    Moment born) {
  public KnownSequence {
    requireNonNull(name, "name is null");
    requireNonNull(table, "table is null");
    requireNonNull(column, "column is null");
    requireNonNull(restartedAt, "restartedAt is null");
    requireNonNull(born, "born is null");
  }

  KnownSequence withName(QualifiedName newName) {
    return new KnownSequence(newName, table, column, restartedAt, born);
  }

  KnownSequence withOwner(Optional<QualifiedName> newTable, Optional<String> newColumn) {
    return new KnownSequence(name, newTable, newColumn, restartedAt, born);
  }

  boolean ownedBy(QualifiedName key) {
    return table.map(KnownSchema::key).filter(key::equals).isPresent();
  }

  /// Whether an expression takes from the sequence, by a name that is resolved when it is made.
  public static boolean isTaken(Node node, QualifiedName sequence) {
    return Dependences.takesFrom(node, KnownSchema.key(sequence));
  }
}
