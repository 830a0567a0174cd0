package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A function or procedure, as its last CREATE left it.
///
/// @param argumentTypes the types that tell overloads apart, OUT parameters left out
/// @param reads the relations that a body of parsed SQL names
/// @param columnsRead the columns that a body of parsed SQL (`BEGIN ATOMIC`) reads and keeps from
///     being dropped; a body that is text keeps nothing
public record KnownRoutine(
    QualifiedName name,
    List<String> argumentTypes,
    CreateFunction definition,
    List<QualifiedName> reads,
    List<ColumnRead> columnsRead,
    Moment born) {
  public KnownRoutine {
    requireNonNull(name, "name is null");
    argumentTypes = List.copyOf(argumentTypes);
    requireNonNull(definition, "definition is null");
    reads = List.copyOf(reads);
    columnsRead = List.copyOf(columnsRead);
    requireNonNull(born, "born is null");
  }

  /// The argument types that a statement names the routine by, where it does.
  static Optional<List<String>> types(ObjectName object) {
    return object.arguments().map(types -> types.stream().map(TypeName::canonical).toList());
  }

  KnownRoutine withName(QualifiedName newName) {
    return new KnownRoutine(newName, argumentTypes, definition, reads, columnsRead, born);
  }

  /// Whether its body reads that column of the relation.
  public boolean readsColumn(QualifiedName relation, String column) {
    return columnsRead.stream().anyMatch(read -> read.isOf(relation, column));
  }

  /// Whether its body of parsed SQL reads the relation.
  public boolean reads(QualifiedName relation) {
    return reads.stream().anyMatch(each -> KnownSchema.key(each).equals(KnownSchema.key(relation)));
  }

  KnownRoutine withReads(UnaryOperator<QualifiedName> change) {
    return new KnownRoutine(
        name, argumentTypes, definition, reads.stream().map(change).toList(), columnsRead, born);
  }

  KnownRoutine withColumnsRead(UnaryOperator<ColumnRead> change) {
    return new KnownRoutine(
        name, argumentTypes, definition, reads, columnsRead.stream().map(change).toList(), born);
  }
}
