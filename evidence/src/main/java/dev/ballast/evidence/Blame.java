package dev.ballast.evidence;

/// Who can put an error right. It decides the exit code's family, whether a retry can help, and who
/// is woken.
public enum Blame {
  /// The call itself: options, configuration, a file that was handed in.
  USER,
  /// The guarded PostgreSQL server: its settings, privileges, data or reachability.
  TARGET,
  /// The machine Ballast runs on, or the storage behind a vault.
  ENVIRONMENT,
  /// Ballast. Always worth a report.
  BUG
}
