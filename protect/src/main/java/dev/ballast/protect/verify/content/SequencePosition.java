package dev.ballast.protect.verify.content;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.QualifiedIdentifier;
import java.util.OptionalLong;

/// The position of a sequence before the snapshot was taken, and after. Sequences do not follow
/// transactions, so a copy is right when it would not hand out a value again: the log runs up to 32
/// values ahead of the sequence.
///
/// @param increment negative for a sequence that counts down
/// @param before its last value, empty where it was never used
public record SequencePosition(
    String schema, String name, long increment, OptionalLong before, OptionalLong after) {
  public SequencePosition {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
  }

  QualifiedIdentifier qualifiedName() {
    return QualifiedIdentifier.of(schema, name);
  }

  /// Whether it was set back meanwhile; its place at the snapshot is then unknown.
  boolean movedBack() {
    if (before.isEmpty()) {
      return false;
    }
    return after.isEmpty() || isBehind(after.getAsLong(), before.getAsLong());
  }

  /// Whether a copy that stands at `copy` would hand out again what the source had handed out.
  boolean isBehind(OptionalLong copy) {
    return before.isPresent() && (copy.isEmpty() || isBehind(copy.getAsLong(), before.getAsLong()));
  }

  private boolean isBehind(long one, long other) {
    return increment > 0 ? one < other : one > other;
  }
}
