package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;

/// A function or procedure, as its last CREATE left it.
///
/// @param argumentTypes the types that tell overloads apart, OUT parameters left out
public record KnownRoutine(
    QualifiedName name, List<String> argumentTypes, CreateFunction definition, Moment born) {
  public KnownRoutine {
    requireNonNull(name, "name is null");
    argumentTypes = List.copyOf(argumentTypes);
    requireNonNull(definition, "definition is null");
    requireNonNull(born, "born is null");
  }

  /// The argument types that a statement names the routine by, where it does.
  static Optional<List<String>> types(ObjectName object) {
    return object.arguments().map(types -> types.stream().map(TypeName::canonical).toList());
  }

  KnownRoutine withName(QualifiedName newName) {
    return new KnownRoutine(newName, argumentTypes, definition, born);
  }
}
