package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

/// A rule of the data that the owner declares. A proof runs it on the restored copy.
///
/// @param name unique within its target
/// @param database where to run it
/// @param sql a query that returns a row for each breach of the rule, so none where it holds
public record Invariant(String name, String database, String sql) {
  public Invariant {
    requireNonNull(name, "name is null");
    requireNonNull(database, "database is null");
    requireNonNull(sql, "sql is null");
  }
}
