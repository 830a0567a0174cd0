package dev.ballast.protect.backup;

/// How much of a source a backup reads and stores.
public enum BackupMode {
  /// All of it, whatever the vault has.
  FULL,
  /// What changed since the last backup; all of it where that cannot be relied on, with the reason.
  INCREMENTAL
}
