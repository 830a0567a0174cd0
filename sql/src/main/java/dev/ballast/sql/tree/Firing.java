package dev.ballast.sql.tree;

/// When a trigger, a rule or an event trigger fires (`pg_trigger.tgenabled`).
public enum Firing {
  /// In every session but a replica's.
  ENABLE,
  DISABLE,
  /// Only where `session_replication_role` is `replica`.
  REPLICA,
  ALWAYS
}
