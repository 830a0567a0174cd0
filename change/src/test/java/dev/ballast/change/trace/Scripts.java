package dev.ballast.change.trace;

import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;

/// Scripts as the readers of migrations would hand them over.
public final class Scripts {
  private Scripts() {}

  public static MigrationScript wrapped(String sql) {
    return of(sql, TransactionMode.WRAPPED);
  }

  static MigrationScript perStatement(String sql) {
    return of(sql, TransactionMode.PER_STATEMENT);
  }

  static MigrationScript oneQuery(String sql) {
    return of(sql, TransactionMode.ONE_QUERY);
  }

  private static MigrationScript of(String sql, TransactionMode mode) {
    return new MigrationScript("migration.sql", ScriptSplitter.split(SourceText.of(sql)), mode);
  }
}
