package dev.ballast.targets.config;

/// What is judged of a migration's way back.
public enum DownScriptScope {
  /// What it destroys and what it blocks.
  DAMAGE,
  /// All that is judged of the way forward.
  ALL
}
