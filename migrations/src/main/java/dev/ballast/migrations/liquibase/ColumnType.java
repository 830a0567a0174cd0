package dev.ballast.migrations.liquibase;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A changelog's name of a type, as Liquibase translates it for PostgreSQL.
final class ColumnType {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:java\\.sql\\.Types\\.)?([A-Za-z_]+(?: [A-Za-z_]+)*)\\s*(\\([^)]*\\))?(.*)");

  /// Names that PostgreSQL has no type of, or another one.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("datetime", "timestamp without time zone"),
          Map.entry("datetime2", "timestamp without time zone"),
          Map.entry("smalldatetime", "timestamp without time zone"),
          Map.entry("timestamp", "timestamp without time zone"),
          Map.entry("timestamptz", "timestamp with time zone"),
          Map.entry("time", "time without time zone"),
          Map.entry("clob", "text"),
          Map.entry("nclob", "text"),
          Map.entry("longtext", "text"),
          Map.entry("mediumtext", "text"),
          Map.entry("tinytext", "text"),
          Map.entry("ntext", "text"),
          Map.entry("longvarchar", "text"),
          Map.entry("longnvarchar", "text"),
          Map.entry("blob", "oid"),
          Map.entry("longblob", "bytea"),
          Map.entry("mediumblob", "bytea"),
          Map.entry("tinyblob", "bytea"),
          Map.entry("binary", "bytea"),
          Map.entry("varbinary", "bytea"),
          Map.entry("longvarbinary", "bytea"),
          Map.entry("image", "bytea"),
          Map.entry("double", "double precision"),
          Map.entry("number", "numeric"),
          Map.entry("currency", "decimal"),
          Map.entry("money", "money"),
          Map.entry("tinyint", "smallint"),
          Map.entry("nvarchar", "varchar"),
          Map.entry("nvarchar2", "varchar"),
          Map.entry("varchar2", "varchar"),
          Map.entry("string", "varchar"),
          Map.entry("nchar", "char"),
          Map.entry("uniqueidentifier", "uuid"),
          Map.entry("serial", "integer"),
          Map.entry("serial4", "integer"),
          Map.entry("bigserial", "bigint"),
          Map.entry("serial8", "bigint"),
          Map.entry("smallserial", "smallint"));

  private static final Set<String> COUNTING =
      Set.of("serial", "serial4", "bigserial", "serial8", "smallserial");

  /// Types of which Liquibase drops what stands in parentheses.
  private static final Set<String> WITHOUT_LENGTH =
      Set.of(
          "int",
          "integer",
          "bigint",
          "smallint",
          "boolean",
          "text",
          "oid",
          "bytea",
          "uuid",
          "double precision",
          "int2",
          "int4",
          "int8");

  private ColumnType() {}

  /// Whether a type's name alone asks for an identity.
  static boolean counts(String written) {
    return COUNTING.contains(written.strip().toLowerCase(Locale.ROOT));
  }

  static String of(String written) {
    Matcher parts = PARTS.matcher(written.strip());
    if (!parts.matches()) {
      return written.strip();
    }
    String word = parts.group(1).toLowerCase(Locale.ROOT);
    String name = NAMES.getOrDefault(word, word);
    String length = parts.group(2) == null || WITHOUT_LENGTH.contains(name) ? "" : parts.group(2);
    return name + length + parts.group(3);
  }
}
