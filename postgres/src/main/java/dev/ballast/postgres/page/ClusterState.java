package dev.ballast.postgres.page;

import java.util.Optional;

/// What a cluster was doing when it last wrote `pg_control`: `DBState` in
/// catalog/pg_control.h.
public enum ClusterState {
  STARTUP,
  SHUTDOWNED,
  SHUTDOWNED_IN_RECOVERY,
  SHUTDOWNING,
  IN_CRASH_RECOVERY,
  IN_ARCHIVE_RECOVERY,
  IN_PRODUCTION;

  /// The state of a number in `pg_control`, empty for one that PostgreSQL does not use.
  static Optional<ClusterState> of(int number) {
    return switch (number) {
      case 0 -> Optional.of(STARTUP);
      case 1 -> Optional.of(SHUTDOWNED);
      case 2 -> Optional.of(SHUTDOWNED_IN_RECOVERY);
      case 3 -> Optional.of(SHUTDOWNING);
      case 4 -> Optional.of(IN_CRASH_RECOVERY);
      case 5 -> Optional.of(IN_ARCHIVE_RECOVERY);
      case 6 -> Optional.of(IN_PRODUCTION);
      default -> Optional.empty();
    };
  }
}
