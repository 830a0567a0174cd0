package dev.ballast.sql;

import static java.util.Objects.requireNonNull;

/// A name in SQL: of a table, a column, a role. Printed always in quotes, so that no reserved word
/// and no letter case needs a rule.
///
/// @param name the name itself, without quotes, as the catalogue holds it
public record Identifier(String name) {
  public Identifier {
    requireNonNull(name, "name is null");
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a name is neither empty nor does it hold a zero byte");
    }
  }

  /// `my "table"` becomes `"my ""table"""`.
  @Override
  public String toString() {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
