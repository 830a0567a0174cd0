package dev.ballast.observe.check;

/// Statements that a busy database bears: what locks waits for 2 s at most, and what reads a table
/// does so beside its writers.
public final class SafeChange {
  private static final String PATIENCE = "SET lock_timeout = '2s';\n";

  private SafeChange() {}

  /// @param table with its schema, quoted
  /// @param action of `ALTER TABLE`
  public static String table(String table, String action) {
    return PATIENCE + "ALTER TABLE %s %s;".formatted(table, action);
  }

  /// @param index with its schema, quoted
  /// @param partitioned an index of a partitioned table cannot be dropped beside its users
  public static String dropIndex(String index, boolean partitioned) {
    return partitioned
        ? PATIENCE + "DROP INDEX %s;".formatted(index)
        : "DROP INDEX CONCURRENTLY %s;".formatted(index);
  }

  /// @param statement one that needs a lock for a moment
  public static String briefly(String statement) {
    return PATIENCE + statement;
  }
}
