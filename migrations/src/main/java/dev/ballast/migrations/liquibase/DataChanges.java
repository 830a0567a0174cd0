package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.document.Element;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Changes that write the rows of a file of values to a table.
final class DataChanges {
  private static final Set<String> NAMES = Set.of("loadData", "loadUpdateData");

  /// Liquibase begins another INSERT after so many rows.
  private static final int ROWS = 51;

  /// Of the file; more is not read.
  private static final int MAX_CHARS = 16 << 20;

  private final Element change;
  private final List<Column> columns;

  /// A column of the file.
  ///
  /// @param type as the changelog has it, in lower case; empty where it does not say
  private record Column(String name, String type) {}

  private DataChanges(Element change, List<Column> columns) {
    this.change = change;
    this.columns = columns;
  }

  static boolean is(Element change) {
    return NAMES.contains(change.name());
  }

  /// Writes the statements for a file's rows.
  ///
  /// @return false where the file is too large, or no file of values
  static boolean write(Element change, SourceText file, LinedText out) {
    String separator = change.value("separator").filter(it -> it.length() == 1).orElse(",");
    String quote = change.value("quotchar").filter(it -> it.length() == 1).orElse("\"");
    String comment = change.value("commentLineStartsWith").orElse("#");
    if (file.text().length() > MAX_CHARS) {
      return false;
    }
    List<List<String>> rows =
        new CommaSeparated(file.text(), separator.charAt(0), quote.charAt(0))
            .rows().stream()
                .filter(row -> !row.getFirst().startsWith(comment))
                .filter(row -> row.size() > 1 || !row.getFirst().isBlank())
                .toList();
    if (rows.isEmpty()) {
      return false;
    }
    DataChanges data = new DataChanges(change, columns(change, rows.getFirst()));
    List<List<String>> values = rows.subList(1, rows.size());
    out.at(change.line());
    if (change.name().equals("loadData")) {
      data.insert(values, out);
    } else {
      values.forEach(row -> data.update(row, out));
    }
    return true;
  }

  private static List<Column> columns(Element change, List<String> heads) {
    Map<String, Element> described = new HashMap<>();
    List<Element> columns = Sql.columns(change);
    columns.forEach(
        column ->
            column
                .value("header")
                .or(() -> index(column, heads))
                .or(() -> column.value("name"))
                .ifPresent(head -> described.putIfAbsent(head.toLowerCase(Locale.ROOT), column)));
    List<Column> all = new ArrayList<>();
    for (String written : heads) {
      String head = written.strip();
      Optional<Element> column = Optional.ofNullable(described.get(head.toLowerCase(Locale.ROOT)));
      all.add(
          new Column(
              column.flatMap(it -> it.value("name")).orElse(head),
              column.flatMap(it -> it.value("type")).orElse("").toLowerCase(Locale.ROOT)));
    }
    return all;
  }

  private static Optional<String> index(Element column, List<String> heads) {
    return column
        .value("index")
        .filter(index -> index.matches("[0-9]{1,6}") && Integer.parseInt(index) < heads.size())
        .map(index -> heads.get(Integer.parseInt(index)).strip());
  }

  private void insert(List<List<String>> rows, LinedText out) {
    for (int from = 0; from < rows.size(); from += ROWS) {
      out.add(
          "INSERT INTO %s (%s) VALUES %s; "
              .formatted(
                  Sql.table(change),
                  names(),
                  rows.subList(from, Math.min(rows.size(), from + ROWS)).stream()
                      .map(row -> "(" + String.join(", ", named(row).values()) + ")")
                      .collect(Collectors.joining(","))));
    }
  }

  private void update(List<String> row, LinedText out) {
    List<String> keys =
        Arrays.stream(change.value("primaryKey").orElse("").split(",", -1))
            .map(String::strip)
            .toList();
    Map<String, String> values = named(row);
    String set =
        values.entrySet().stream()
            .filter(value -> !keys.contains(value.getKey()))
            .map(value -> Sql.name(value.getKey()) + " = " + value.getValue())
            .collect(Collectors.joining(", "));
    String where =
        keys.stream()
            .map(
                key -> {
                  String value = values.getOrDefault(key, "NULL");
                  return Sql.name(key) + (value.equals("NULL") ? " is NULL" : " = " + value);
                })
            .collect(Collectors.joining(" AND "));
    String insert =
        change.is("onlyUpdate", "true")
            ? ""
            : "IF not found THEN INSERT INTO %s (%s) VALUES (%s); END IF; "
                .formatted(Sql.table(change), names(), String.join(", ", values.values()));
    out.add(
        "DO $$ BEGIN UPDATE %s SET %s WHERE %s; %sEND; $$ LANGUAGE plpgsql; "
            .formatted(Sql.table(change), set, where, insert));
  }

  private String names() {
    return columns.stream()
        .filter(column -> !column.type().equals("skip"))
        .map(column -> Sql.name(column.name()))
        .collect(Collectors.joining(", "));
  }

  private Map<String, String> named(List<String> row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (!column.type().equals("skip")) {
        values.put(column.name(), value(column, i < row.size() ? row.get(i) : "NULL"));
      }
    }
    return values;
  }

  private static String value(Column column, String written) {
    boolean missing =
        written.strip().equalsIgnoreCase("NULL")
            || (written.isEmpty() && !column.type().equals("string"));
    if (missing) {
      return "NULL";
    }
    return switch (column.type()) {
      case "numeric", "computed" -> written.strip();
      case "boolean" -> written.matches("(?i)\\s*(?:true|t|yes|y|1)\\s*") ? "TRUE" : "FALSE";
      case "date", "datetime", "time" -> literal(written.strip().replace('T', ' '));
      default -> literal(written);
    };
  }

  /// In one line, so that what follows keeps its own.
  private static String literal(String value) {
    return value.indexOf('\n') < 0 && value.indexOf('\r') < 0
        ? Sql.literal(value)
        : "E" + Sql.literal(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
  }
}
