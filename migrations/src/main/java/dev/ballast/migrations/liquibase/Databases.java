package dev.ballast.migrations.liquibase;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The databases that a changeset is for.
public final class Databases {
  private Databases() {}

  /// Whether PostgreSQL is among them.
  ///
  /// @param dbms names with commas between, `!` before one that is not meant; empty: all
  public static boolean includePostgres(Optional<String> dbms) {
    List<String> names =
        dbms.map(it -> List.of(it.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)))
            .orElse(List.of());
    boolean exclusive = names.stream().anyMatch(name -> !name.startsWith("!"));
    return names.contains("postgresql")
        || names.contains("all")
        || (!exclusive && !names.contains("!postgresql"));
  }
}
