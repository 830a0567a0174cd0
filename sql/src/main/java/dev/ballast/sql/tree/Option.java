package dev.ballast.sql.tree;

import java.util.Optional;

/// A setting of an object, as in `WITH (fillfactor = 70)`, or a clause that the grammar keeps in
/// the same form, as `SUPERUSER` of a role.
///
/// @param namespace `toast` in `WITH (toast.autovacuum_enabled = false)`
/// @param name as the grammar gives it, lower case: `fillfactor`, `bypassrls`, `canlogin`
/// @param value as text; empty where the option has none. A list is written with commas
public record Option(int offset, Optional<String> namespace, String name, Optional<String> value)
    implements Located {

  /// Whether the option is switched on, as `defGetBoolean` in `src/backend/commands/define.c` reads
  /// it: without a value it is.
  public boolean isOn() {
    return value
        .map(text -> "true".equals(text) || "on".equals(text) || "1".equals(text))
        .orElse(true);
  }
}
