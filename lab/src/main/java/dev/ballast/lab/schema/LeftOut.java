package dev.ballast.lab.schema;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.QualifiedIdentifier;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables of a target that the role may not read. `pg_dump` locks each table and ends at the
/// first that it may not, so they are left out of the dump, and what the catalogs have of them is
/// put in their place.
public record LeftOut(List<Table> tables, List<Definition> definitions) {
  /// A command line has room for so many.
  private static final int MOST_NAMED = 1000;

  private static final int MOST_TOLD = 5;

  /// The first of a dump's statements that may refer to a table.
  private static final List<String> TABLES_BEGIN =
      List.of(
          "CREATE TABLE|UNLOGGED|SEQUENCE|VIEW|RECURSIVE|MATERIALIZED",
          "CREATE FOREIGN TABLE",
          "CREATE [UNIQUE] INDEX",
          "ALTER TABLE");

  /// A statement that makes a part of a table.
  ///
  /// @param early whether other definitions may refer to it
  public record Definition(boolean early, String sql) {}

  /// A table that the role may not read.
  ///
  /// @param usable whether the role may use its schema
  public record Table(long oid, String schema, String name, boolean usable) {
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

  public LeftOut {
    tables = List.copyOf(tables);
    definitions = List.copyOf(definitions);
  }

  /// Asks for them in a session of the role.
  public static LeftOut of(Session session) {
    List<Table> tables =
        session.query(
            SqlResource.load(SchemaDump.class, "unreadable", session.version()),
            row ->
                new Table(
                    row.number("oid"), row.text("schema"), row.text("name"), row.flag("usable")));
    if (tables.isEmpty() || tables.size() > MOST_NAMED) {
      return new LeftOut(tables, List.of());
    }
    return new LeftOut(
        tables,
        session.query(
            SqlResource.load(SchemaDump.class, "left_out", session.version()),
            row -> new Definition(row.flag("early"), row.text("definition")),
            tables.stream()
                .map(table -> Long.toString(table.oid()))
                .collect(Collectors.joining(",", "{", "}"))));
  }

  /// A dump with the definitions of what it lacks.
  public Script into(Script dump) {
    if (definitions.isEmpty()) {
      return dump;
    }
    String text = dump.source().text();
    int first =
        dump.parts().stream()
            .filter(part -> part instanceof ScriptPart.Sql sql && beginsTables(dump.text(sql)))
            .mapToInt(part -> part.span().start())
            .findFirst()
            .orElse(text.length());
    return ScriptSplitter.split(
        SourceText.of(
            text.substring(0, first) + made(true) + text.substring(first) + "\n" + made(false)));
  }

  private static boolean beginsTables(String statement) {
    SqlText text = SqlText.of(statement);
    return TABLES_BEGIN.stream().anyMatch(phrase -> text.opening(phrase).isPresent());
  }

  private String made(boolean early) {
    return definitions.stream()
        .filter(definition -> definition.early() == early)
        .map(definition -> definition.sql() + ";\n")
        .collect(Collectors.joining());
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
        "the role %s may not read %s: %s; to have it: %s"
            .formatted(
                to,
                String.join(", ", told),
                tables.size() > MOST_NAMED
                    ? "every relation is left out of the schema"
                    : "their policies, privileges, comments and storage parameters are left out",
                grants.stream().collect(Collectors.joining("; "))));
  }
}
