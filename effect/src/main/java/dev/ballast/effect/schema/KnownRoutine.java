package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import java.util.List;

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
}
