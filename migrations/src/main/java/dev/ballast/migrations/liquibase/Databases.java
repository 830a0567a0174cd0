package dev.ballast.migrations.liquibase;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The databases that a changeset is for.
public final class Databases {
  /// What Liquibase calls the databases that it knows, and what people call them in contexts.
  private static final Set<String> OTHERS =
      Set.of(
          "asany",
          "cockroachdb",
          "db2",
          "derby",
          "firebird",
          "h2",
          "hsqldb",
          "informix",
          "ingres",
          "mariadb",
          "mssql",
          "mysql",
          "oracle",
          "snowflake",
          "sqlite",
          "sqlserver",
          "sybase");

  private static final Set<String> POSTGRES = Set.of("postgres", "postgresql");

  private Databases() {}

  /// Whether a context can only be that of another database: `mysql`, `!postgresql`, `h2 or mysql`.
  /// Liquibase gets the contexts when it runs; a changeset with one of these is written
  /// for no run on PostgreSQL.
  ///
  /// @param context names with `,`, `or`, `and` and `!` between and before them; what is more
  ///     complicated excludes nothing
  public static boolean contextExcludesPostgres(Optional<String> context) {
    String expression = context.map(it -> it.strip().toLowerCase(Locale.ROOT)).orElse("");
    return !expression.isEmpty()
        && Stream.of(expression.split("\\s*,\\s*|\\s+or\\s+", -1))
            .allMatch(
                either ->
                    Stream.of(either.split("\\s+and\\s+", -1)).anyMatch(Databases::isElsewhere));
  }

  private static boolean isElsewhere(String name) {
    String negated = name.replaceFirst("^(?:!\\s*|not\\s+)", "");
    return negated.length() == name.length() ? OTHERS.contains(name) : POSTGRES.contains(negated);
  }

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
