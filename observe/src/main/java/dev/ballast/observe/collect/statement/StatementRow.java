package dev.ballast.observe.collect.statement;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One statement of a database over all roles, or all that are not among the first.
///
/// @param queryId `other` for all that are not among the first, `hidden` where the role may not see
///     it
/// @param countedSince since when its counters run
/// @param squaredTime the sum of the squares of the milliseconds of each execution
public record StatementRow(
    String database,
    String queryId,
    Optional<Instant> countedSince,
    OptionalLong calls,
    OptionalDouble executionTime,
    OptionalDouble planningTime,
    OptionalLong rows,
    Blocks blocks,
    Wal wal,
    OptionalDouble squaredTime) {

  /// Write-ahead log, with the images of whole pages that are in it.
  public record Wal(OptionalDouble bytes, OptionalLong records, OptionalLong images) {}

  /// Blocks of shared buffers and of temporary files.
  public record Blocks(
      OptionalLong hit,
      OptionalLong read,
      OptionalLong written,
      OptionalLong temporaryRead,
      OptionalLong temporaryWritten,
      OptionalDouble readTime) {}
}
