package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

/// What a statement did to the file of a relation.
///
/// @param relation `orders`, or `billing.orders` outside of schema `public`
/// @param bytes of the new file; of one that was removed, of the old file
public record FileChange(Kind kind, String relation, long bytes) {
  public FileChange {
    requireNonNull(kind, "kind is null");
    requireNonNull(relation, "relation is null");
  }

  /// What became of it.
  public enum Kind {
    /// The relation has another file: every row was written again.
    REWRITTEN("rewritten"),
    /// The relation is new.
    BUILT("built"),
    REMOVED("removed");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
