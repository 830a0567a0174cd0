package dev.ballast.postgres.server;

/// Where an installation comes from.
public enum Origin {
  /// Unpacked by Ballast from an artifact of Maven Central; holds contrib but no client programs.
  EMBEDDED,
  /// Installed on the machine by its packages.
  SYSTEM
}
