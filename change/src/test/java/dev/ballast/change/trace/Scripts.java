package dev.ballast.change.trace;

import dev.ballast.change.source.MigrationScript;
import dev.ballast.change.source.TransactionMode;
import dev.ballast.postgres.sql.script.ScriptSplitter;
import dev.ballast.postgres.sql.script.SourceText;

/// Scripts as the readers of migrations would hand them over.
final class Scripts {
  private Scripts() {}

  static MigrationScript wrapped(String sql) {
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
