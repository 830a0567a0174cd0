package dev.ballast.migrations;

/// What is known of whether, and how, a script is run.
public enum Running {
  /// The tool runs it, in the transactions it is known to open.
  DECLARED,

  /// Nothing says how it is run: psql's default is assumed, and `psql -1` is possible.
  UNDECLARED,

  /// The tool runs it only where preconditions of the script hold, which are not evaluated.
  PRECONDITIONED
}
