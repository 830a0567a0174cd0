package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

/// A table that holds no row on the scratch server.
///
/// @param reason the last error of the attempts to make one up
public record EmptyTable(ObservedRelation table, String reason) {
  public EmptyTable {
    requireNonNull(table, "table is null");
    requireNonNull(reason, "reason is null");
  }
}
