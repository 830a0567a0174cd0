package dev.ballast.observe.check;

/// Statements that a busy database bears: what locks waits for 2 s at most, and what reads a table
/// does so beside its writers.
public final class SafeChange {
  private static final String PATIENCE = "SET lock_timeout = '2s';\n";

  private SafeChange() {}

  /// A change of a table, with a bound on the wait for its lock.
  ///
  /// @param table with its schema, quoted
  /// @param action of `ALTER TABLE`
  public static String table(String table, String action) {
    return PATIENCE + "ALTER TABLE %s %s;".formatted(table, action);
  }

  /// Drops an index without blocking writes.
  ///
  /// @param index with its schema, quoted
  /// @param partitioned an index of a partitioned table cannot be dropped beside its users
  public static String dropIndex(String index, boolean partitioned) {
    return partitioned
        ? PATIENCE + "DROP INDEX %s;".formatted(index)
        : "DROP INDEX CONCURRENTLY %s;".formatted(index);
  }

  /// Any statement that needs a lock for a moment, with a bound on the wait for it.
  ///
  /// @param statement one that needs a lock for a moment
  public static String briefly(String statement) {
    return PATIENCE + statement;
  }
}
