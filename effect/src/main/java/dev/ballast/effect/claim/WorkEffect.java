package dev.ballast.effect.claim;

import static java.util.Objects.requireNonNull;

/// Work whose duration grows with a relation's size, done while the statement's locks are held.
public record WorkEffect(Affected relation, Kind kind, Likelihood likelihood) {
  /// What is done with the relation's rows.
  public enum Kind {
    /// Every row is rewritten into another file, and every index is built again.
    REWRITE,
    /// Every row is read.
    SCAN,
    /// The index is built, or built again, from all rows of its table.
    INDEX_BUILD,
    /// The file is replaced by an empty one: quick, but every row is gone.
    EMPTIED
  }

  public WorkEffect {
    requireNonNull(relation, "relation is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(likelihood, "likelihood is null");
  }
}
