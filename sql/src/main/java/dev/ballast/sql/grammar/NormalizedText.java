package dev.ballast.sql.grammar;

import static java.util.Objects.requireNonNull;

/// A text with its constants replaced by `$1`, `$2`, ..., as `pg_stat_statements` shows it.
public record NormalizedText(String sql) implements Normalized {
  public NormalizedText {
    requireNonNull(sql, "sql is null");
  }
}
