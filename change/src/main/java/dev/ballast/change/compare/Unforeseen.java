package dev.ballast.change.compare;

import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.sql.tree.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The relations that the statements of earlier scripts made where the check could not read them
/// whole, such as partitions that a function creates: nothing is predicted of these, whatever is
/// predicted of their parents. For one trace and one thread.
final class Unforeseen {
  private final Set<QualifiedName> names = new HashSet<>();

  void add(List<ObservedRelation> made) {
    made.forEach(relation -> names.add(name(relation)));
  }

  boolean has(ObservedRelation relation) {
    return names.contains(name(relation));
  }

  private static QualifiedName name(ObservedRelation relation) {
    return QualifiedName.of(relation.schema(), relation.name());
  }
}
