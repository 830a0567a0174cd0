package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// An object that a statement names without saying more about it.
///
/// @param name its own name
/// @param relation the table or view it belongs to, where it has no name without one: of a trigger,
///     a policy, a rule, a column, a constraint. Of a domain's constraint it is the domain
/// @param arguments the types between the parentheses after a routine, aggregate or operator; empty
///     where the statement leaves the parentheses out. Of a cast they are its two types
public record ObjectName(
    QualifiedName name, Optional<QualifiedName> relation, Optional<List<TypeName>> arguments) {
  public ObjectName {
    arguments = arguments.map(List::copyOf);
  }

  public static ObjectName of(QualifiedName name) {
    return new ObjectName(name, Optional.empty(), Optional.empty());
  }

  @Override
  public String toString() {
    return relation.map(owner -> name + " on " + owner).orElseGet(name::toString);
  }
}
