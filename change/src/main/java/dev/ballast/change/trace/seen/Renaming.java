package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

/// One relation under two names: a statement gave it the second, or moved it to another schema. It
/// is the same by its oid.
public record Renaming(ObservedRelation before, ObservedRelation after) {
  public Renaming {
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
  }
}
