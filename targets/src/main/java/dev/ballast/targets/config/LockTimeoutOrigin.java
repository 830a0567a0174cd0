package dev.ballast.targets.config;

/// Who bounds how long a migration waits for its locks.
public enum LockTimeoutOrigin {
  /// Each script, by a SET of its own.
  SCRIPT,
  /// The connection: the tool's settings, the role or the database.
  CONNECTION
}
