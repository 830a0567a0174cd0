package dev.ballast.store.event;

/// What an event was seen by.
public enum EventSource {
  /// The server itself: it restarted, was promoted, cannot be reached.
  SERVER,
  /// Its settings and extensions.
  SETTING,
  /// Its roles, memberships and privileges.
  ROLE,
  /// Its statements.
  STATEMENT,
  /// Its log.
  LOG,
  /// Ballast's own collection.
  COLLECTION,
  /// What is received of its write-ahead log.
  WAL,
  /// Who deploys an application that uses it.
  DEPLOYMENT,
  /// Its tables, views and indexes.
  SCHEMA
}
