package dev.ballast.postgres.page;

/// What a cluster was doing when it last wrote `pg_control`; in the order of `DBState`
/// (catalog/pg_control.h).
public enum ClusterState {
  STARTUP,
  SHUTDOWNED,
  SHUTDOWNED_IN_RECOVERY,
  SHUTDOWNING,
  IN_CRASH_RECOVERY,
  IN_ARCHIVE_RECOVERY,
  IN_PRODUCTION;

  /// Whether the data files are complete without replaying WAL.
  public boolean isCleanlyStopped() {
    return this == SHUTDOWNED || this == SHUTDOWNED_IN_RECOVERY;
  }
}
