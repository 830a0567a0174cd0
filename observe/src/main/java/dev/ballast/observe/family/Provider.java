package dev.ballast.observe.family;

/// Who runs a server, as far as it changes what its figures mean.
public enum Provider {
  /// Anyone who runs PostgreSQL as it is, or a provider that is not recognised.
  NONE,
  /// Amazon RDS: PostgreSQL's own storage.
  RDS,
  /// Amazon Aurora: storage of its own, so that WAL files and checkpoints mean nothing there.
  AURORA;

  /// The provider that a server shows.
  ///
  /// @param hasRdsSettings whether a setting `rds.*` is there
  /// @param hasAuroraFunctions whether the function `aurora_version()` is there
  public static Provider of(boolean hasRdsSettings, boolean hasAuroraFunctions) {
    if (hasAuroraFunctions) {
      return AURORA;
    }
    return hasRdsSettings ? RDS : NONE;
  }
}
