package dev.ballast.sql;

import static java.util.Objects.requireNonNull;

/// A text value in SQL, for the statements that take no parameters. Safe whatever
/// `standard_conforming_strings` says: a backslash makes it an escape string.
public record Literal(String value) {
  public Literal {
    requireNonNull(value, "value is null");
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("text in PostgreSQL holds no zero byte");
    }
  }

  /// `it's` becomes `'it''s'`.
  @Override
  public String toString() {
    String quoted = '\'' + value.replace("'", "''") + '\'';
    return value.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
  }
}
