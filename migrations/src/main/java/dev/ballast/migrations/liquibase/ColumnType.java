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
          "(?:(java\\.sql\\.Types)\\.)?([A-Za-z_][A-Za-z_0-9]*(?: [A-Za-z_][A-Za-z_0-9]*)*)"
              + "\\s*(\\([^)]*\\))?(.*)");

  /// Whole numbers, of which it drops words that follow.
  private static final Set<String> UNSIGNED = Set.of("int", "tinyint", "smallint");

  /// Constants of JDBC that it does not translate.
  private static final Set<String> JDBC_ONLY = Set.of("array", "bit", "other");

  /// Names that PostgreSQL has no type of, or another one.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("int", "integer"),
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
          Map.entry("money", "decimal"),
          Map.entry("character varying", "varchar"),
          Map.entry("character", "char"),
          Map.entry("int2", "smallint"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("bool", "boolean"),
          Map.entry("xmltype", "xml"),
          Map.entry("dec", "decimal"),
          Map.entry("tinyint", "smallint"),
          Map.entry("nvarchar", "varchar"),
          Map.entry("nvarchar2", "varchar"),
          Map.entry("varchar2", "varchar"),
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
          "double precision");

  /// Points in time: the precision stands before the zone.
  private static final Pattern TIME =
      Pattern.compile(
          "(?:java\\.sql\\.types\\.)?(datetime2?|smalldatetime|timestamptz|timestamp|timetz|time)"
              + "(?:_with_timezone)?\\s*(\\([^)]*\\))?(.*)");

  private static final Set<String> ZONED = Set.of("timestamptz", "timetz");
  private static final Pattern PRECISION = Pattern.compile("\\([^)]*\\)");

  /// `(255 BYTE)` and `(10 char)`, of which Liquibase keeps the number.
  private static final Pattern LENGTH_UNIT =
      Pattern.compile("\\(\\s*(\\d+)\\s+(?:byte|char)\\s*\\)", Pattern.CASE_INSENSITIVE);

  private ColumnType() {}

  /// Whether a type's name alone asks for an identity.
  static boolean counts(String written) {
    return COUNTING.contains(written.strip().toLowerCase(Locale.ROOT));
  }

  static String of(String written) {
    String lower = written.strip().toLowerCase(Locale.ROOT);
    Matcher time = TIME.matcher(lower);
    if (time.matches() && (time.group(3).isBlank() || time.group(3).strip().startsWith("with"))) {
      return time(time, lower);
    }
    Matcher parts = PARTS.matcher(written.strip());
    if (!parts.matches()) {
      return written.strip();
    }
    String word = parts.group(2).toLowerCase(Locale.ROOT);
    if (parts.group(1) != null && JDBC_ONLY.contains(word)) {
      return written.strip();
    }
    int space = word.indexOf(" unsigned");
    if (space > 0 && UNSIGNED.contains(word.substring(0, space))) {
      word = word.substring(0, space);
    }
    String rest = parts.group(4);
    boolean array = rest.startsWith("[]");
    String name = array ? word : NAMES.getOrDefault(word, word);
    String length = parts.group(3) == null || WITHOUT_LENGTH.contains(name) ? "" : parts.group(3);
    length = LENGTH_UNIT.matcher(length).replaceFirst("($1)");
    // Liquibase writes the length of an array's element behind the brackets.
    return array ? name + "[]" + length + rest.substring(2) : name + length + rest;
  }

  private static String time(Matcher time, String lower) {
    String word = time.group(1);
    String name = word.startsWith("time") && !word.startsWith("timestamp") ? "time" : "timestamp";
    String zone = PRECISION.matcher(time.group(3)).replaceFirst("").strip();
    if (zone.isEmpty()) {
      zone =
          ZONED.contains(word) || lower.contains("_with_timezone")
              ? "with time zone"
              : "without time zone";
    }
    String precision = time.group(2);
    if (precision == null) {
      Matcher behind = PRECISION.matcher(time.group(3));
      precision = behind.find() ? behind.group() : "";
    }
    return name + precision + " " + zone;
  }
}
