package dev.ballast.sql.tree;

/// What becomes of a relation's rows after a crash or at the end of the session
/// (`pg_class.relpersistence`).
public enum Persistence {
  PERMANENT,
  /// Not in the write-ahead log: emptied after a crash, absent on standbys.
  UNLOGGED,
  TEMPORARY
}
