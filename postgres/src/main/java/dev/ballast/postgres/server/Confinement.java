package dev.ballast.postgres.server;

/// How far a server is to be shut off from the machine and the network it runs on.
public enum Confinement {
  /// Not at all. Only for servers that run no code of others: tests, the sample application.
  NONE,
  /// As far as this machine allows; the [Isolation] of the server says what is missing.
  PREFERRED,
  /// Wholly, or the server is not started.
  REQUIRED
}
