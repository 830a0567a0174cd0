package dev.ballast.change.trace.scratch;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables of a target that the role may not read. `pg_dump` locks each table and ends at the
/// first that it may not, so they are left out of the dump.
record LeftOut(List<Table> tables) {
  /// A command line has room for so many.
  private static final int MOST_NAMED = 1000;

  private static final int MOST_TOLD = 5;

  /// @param usable whether the role may use its schema
  record Table(String schema, String name, boolean usable) {
    /// Between quotes nothing is a special character of a pattern.
    String pattern() {
      return quoted(schema) + "." + quoted(name);
    }

    private static String quoted(String name) {
      return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    QualifiedIdentifier qualifiedName() {
      return QualifiedIdentifier.of(schema, name);
    }
  }

  LeftOut {
    tables = List.copyOf(tables);
  }

  static LeftOut of(Session session) {
    return new LeftOut(
        session.query(
            SqlResource.load(SchemaDump.class, "unreadable", session.version()),
            row -> new Table(row.text("schema"), row.text("name"), row.flag("usable"))));
  }

  /// Options of `pg_dump`.
  List<String> options() {
    return tables.size() > MOST_NAMED
        ? List.of("--exclude-table=*.*")
        : tables.stream().map(table -> "--exclude-table=" + table.pattern()).toList();
  }

  /// What a reader must know, and the grants that help.
  ///
  /// @param role which the grants are for
  List<String> remarks(String role) {
    if (tables.isEmpty()) {
      return List.of();
    }
    Identifier to = new Identifier(role);
    Set<String> grants = new LinkedHashSet<>();
    if (tables.size() > MOST_TOLD) {
      grants.add("GRANT pg_read_all_data TO " + to);
    } else {
      for (Table table : tables) {
        if (!table.usable()) {
          grants.add("GRANT USAGE ON SCHEMA " + new Identifier(table.schema()) + " TO " + to);
        }
        grants.add("GRANT SELECT ON " + table.qualifiedName() + " TO " + to);
      }
    }
    List<String> told =
        new ArrayList<>(
            tables.stream()
                .limit(MOST_TOLD)
                .map(table -> table.qualifiedName().toString())
                .toList());
    if (tables.size() > MOST_TOLD) {
      told.add("%d more".formatted(tables.size() - MOST_TOLD));
    }
    return List.of(
        "the role %s may not read %s: %s left out of the schema; to have it: %s"
            .formatted(
                to,
                String.join(", ", told),
                tables.size() > MOST_NAMED ? "every relation is" : "this is",
                grants.stream().collect(Collectors.joining("; "))));
  }
}
