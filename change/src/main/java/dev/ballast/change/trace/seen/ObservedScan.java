package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

/// How often a statement began to read a table from its first page, and how many rows it got.
///
/// Statements that are planned (SELECT, INSERT, UPDATE, DELETE, MERGE, and what a function runs)
/// are planned with `enable_seqscan = off`, so a scan is reported only where no index would do. A
/// table that was found empty is scanned anyway.
///
/// @param scans sequential scans begun; building three indexes scans a table three times
/// @param rows rows read by them
public record ObservedScan(ObservedRelation relation, long scans, long rows) {
  public ObservedScan {
    requireNonNull(relation, "relation is null");
  }
}
