package dev.ballast.postgres.jdbc;

/// Whether a transaction may write.
public enum Access {
  READ_ONLY("READ ONLY"),
  READ_WRITE("READ WRITE");

  private final String sql;

  Access(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }
}
