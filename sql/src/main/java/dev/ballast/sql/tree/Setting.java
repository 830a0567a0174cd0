package dev.ballast.sql.tree;

import java.util.List;

/// A configuration parameter bound to a routine, a role or a database: `SET search_path = a, b`.
///
/// @param values as text, in order; empty for `FROM CURRENT` and `TO DEFAULT`
public record Setting(String name, List<String> values) {
  public Setting {
    values = List.copyOf(values);
  }
}
