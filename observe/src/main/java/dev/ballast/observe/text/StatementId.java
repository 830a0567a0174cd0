package dev.ballast.observe.text;

import static java.util.Objects.requireNonNull;

/// What the server calls a statement.
///
/// @param queryId of pg_stat_statements and pg_stat_activity
public record StatementId(String database, String queryId) {
  public StatementId {
    requireNonNull(database, "database is null");
    requireNonNull(queryId, "queryId is null");
  }
}
