package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

/// A relation that got a new file.
public record Rewrite(ObservedRelation relation, Kind kind) {
  /// What the new file holds.
  public enum Kind {
    /// Every row was rewritten, to a second file beside the first.
    TABLE_REWRITTEN,
    /// The index was rebuilt by reading its whole table.
    INDEX_REBUILT,
    /// Nothing: the rows are gone, as by TRUNCATE, and nothing was copied.
    EMPTIED,
    /// The table was empty before, so nobody can tell whether rows would have been copied.
    UNDECIDED
  }

  public Rewrite {
    requireNonNull(relation, "relation is null");
    requireNonNull(kind, "kind is null");
  }
}
