package dev.ballast.change.compare;

import dev.ballast.change.trace.seen.ObservedRelation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The relations that the statements of earlier scripts made where the check could not read them
/// whole, such as partitions that a function creates: nothing is predicted of these, whatever is
/// predicted of their parents. For one trace and one thread.
final class Unforeseen {
  private final Set<ObservedRelation> relations = new HashSet<>();

  void add(List<ObservedRelation> made) {
    relations.addAll(made);
  }

  boolean has(ObservedRelation relation) {
    return relations.stream()
        .anyMatch(
            each -> each.schema().equals(relation.schema()) && each.name().equals(relation.name()));
  }
}
