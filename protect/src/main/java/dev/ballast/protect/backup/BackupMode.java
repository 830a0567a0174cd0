package dev.ballast.protect.backup;

/// How much of a source a backup reads and stores.
public enum BackupMode {
  /// What changed since the last backup, as [#INCREMENTAL]; all of it also where the last time that
  /// every page was read is too long ago, or a restore would read much more than there is.
  AUTO,
  /// All of it, whatever the vault has.
  FULL,
  /// What changed since the last backup; all of it where that cannot be relied on, with the reason.
  INCREMENTAL,
  /// All of it, of a cluster that is not the one that was backed up as this target before.
  NEW_SOURCE
}
