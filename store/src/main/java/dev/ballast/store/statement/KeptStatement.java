package dev.ballast.store.statement;

import static java.util.Objects.requireNonNull;

/// What is kept of a statement of a database.
///
/// @param queryId what the server calls it
/// @param form how much of it that is
public record KeptStatement(
    String target, String database, String queryId, String form, String text) {
  public KeptStatement {
    requireNonNull(target, "target is null");
    requireNonNull(database, "database is null");
    requireNonNull(queryId, "queryId is null");
    requireNonNull(form, "form is null");
    requireNonNull(text, "text is null");
  }
}
