package dev.ballast.postgres.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// A row that a record of the log changes.
///
/// @param before the version that is deleted or replaced; empty for an insertion, or where it is
///     not known
/// @param after the version that is written; empty for a deletion, or where it is not known
/// @param known whether the versions that there are, are known
public record RowChange(Optional<HeapTuple> before, Optional<HeapTuple> after, boolean known) {
  public RowChange {
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
  }
}
