package dev.ballast.postgres.jdbc;

/// A transaction's isolation level.
public enum IsolationLevel {
  READ_COMMITTED("READ COMMITTED"),
  REPEATABLE_READ("REPEATABLE READ");

  private final String sql;

  IsolationLevel(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }
}
