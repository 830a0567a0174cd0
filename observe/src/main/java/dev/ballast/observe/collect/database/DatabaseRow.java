package dev.ballast.observe.collect.database;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One row of `pg_stat_database`, with its database's age.
///
/// @param resetAt when its counters last began at zero
public record DatabaseRow(
    String database,
    Optional<Instant> resetAt,
    long backends,
    Work work,
    Blocks blocks,
    Trouble trouble,
    OptionalLong frozenAge,
    OptionalLong multixactAge) {

  /// What clients had done.
  public record Work(
      long commits,
      long rollbacks,
      long returned,
      long fetched,
      long inserted,
      long updated,
      long deleted,
      OptionalDouble activeTime,
      OptionalDouble idleInTransactionTime,
      OptionalLong sessions) {}

  /// How data were read.
  public record Blocks(long read, long hit, OptionalDouble readTime, OptionalDouble writeTime) {}

  /// What should not grow.
  public record Trouble(
      long conflicts,
      long temporaryFiles,
      long temporaryBytes,
      long deadlocks,
      OptionalLong checksumFailures,
      OptionalLong sessionsAbandoned,
      OptionalLong sessionsFatal,
      OptionalLong sessionsKilled) {}
}
