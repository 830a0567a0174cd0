package dev.ballast.change.undo;

/// The form of a statement that does not block writers.
final class Concurrently {
  private static final String INDEX = " INDEX ";

  private Concurrently() {}

  /// `CREATE UNIQUE INDEX i ON t (a)` becomes `CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)`. A
  /// statement about something else stays as it is.
  static String of(String statement) {
    boolean ofIndex =
        statement.startsWith("CREATE INDEX ")
            || statement.startsWith("CREATE UNIQUE INDEX ")
            || statement.startsWith("DROP INDEX ");
    if (!ofIndex) {
      return statement;
    }
    int after = statement.indexOf(INDEX) + INDEX.length();
    return statement.substring(0, after) + "CONCURRENTLY " + statement.substring(after);
  }
}
