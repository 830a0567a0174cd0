package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.document.Element;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Changes of indexes, views, sequences and comments, and statements that change rows.
final class ObjectChanges {
  private ObjectChanges() {}

  static void createIndex(Element change, LinedText out) {
    out.at(change.line())
        .add("CREATE " + (change.is("unique", "true") ? "UNIQUE INDEX " : "INDEX "))
        .add(change.value("indexName").map(name -> Sql.name(name) + " ").orElse(""))
        .add("ON " + Sql.table(change) + "(")
        .add(
            Sql.columns(change).stream()
                .map(ObjectChanges::indexed)
                .collect(Collectors.joining(", ")))
        .add(")" + Sql.tablespace(change) + "; ");
  }

  private static String indexed(Element column) {
    String name = column.value("name").orElse("");
    boolean expression = column.is("computed", "true");
    return (expression ? name : Sql.name(name)) + (column.is("descending", "true") ? " DESC" : "");
  }

  static void createView(Element change, LinedText out) {
    Element.Text query = change.text("selectQuery").orElse(change.text());
    out.at(change.line());
    if (!change.is("fullDefinition", "true")) {
      out.add(change.is("replaceIfExists", "true") ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ")
          .add(Sql.relation(change, "viewName", "schemaName") + " AS ");
    }
    out.add(query);
    end(query.value(), out);
  }

  /// A text that may end its last statement itself, or in a comment.
  static void end(String text, LinedText out) {
    String last = text.stripTrailing();
    boolean inComment = last.substring(last.lastIndexOf('\n') + 1).contains("--");
    out.add(inComment ? "\n;\n" : last.endsWith(";") ? "\n" : ";\n");
  }

  static void statement(Element change, LinedText out, String sql) {
    out.at(change.line()).add(sql + "; ");
  }

  static void createSequence(Element change, LinedText out) {
    statement(
        change,
        out,
        "CREATE SEQUENCE IF NOT EXISTS "
            + Sql.relation(change, "sequenceName", "schemaName")
            + change.value("dataType").map(type -> " AS " + type).orElse("")
            + sequenceOptions(change));
  }

  static void alterSequence(Element change, LinedText out) {
    statement(
        change,
        out,
        "ALTER SEQUENCE "
            + Sql.relation(change, "sequenceName", "schemaName")
            + change.value("dataType").map(type -> " AS " + type).orElse("")
            + sequenceOptions(change));
  }

  private static String sequenceOptions(Element change) {
    return Stream.of(
                option(change, "startValue", "START WITH"),
                option(change, "incrementBy", "INCREMENT BY"),
                option(change, "minValue", "MINVALUE"),
                option(change, "maxValue", "MAXVALUE"),
                option(change, "cacheSize", "CACHE"))
            .collect(Collectors.joining())
        + (change.is("cycle", "true") ? " CYCLE" : "");
  }

  private static String option(Element change, String key, String words) {
    return change.value(key).map(value -> " " + words + " " + value).orElse("");
  }

  static void insert(Element change, LinedText out) {
    statement(
        change,
        out,
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                Sql.table(change),
                Sql.columns(change).stream()
                    .map(column -> Sql.name(column.value("name").orElse("")))
                    .collect(Collectors.joining(", ")),
                Sql.columns(change).stream()
                    .map(column -> Sql.value(column, "value").orElse("NULL"))
                    .collect(Collectors.joining(", "))));
  }

  static void update(Element change, LinedText out) {
    String set =
        Sql.columns(change).stream()
            .map(
                column ->
                    Sql.name(column.value("name").orElse(""))
                        + " = "
                        + Sql.value(column, "value").orElse("NULL"))
            .collect(Collectors.joining(", "));
    statement(change, out, "UPDATE " + Sql.table(change) + " SET " + set + where(change));
  }

  static void delete(Element change, LinedText out) {
    statement(change, out, "DELETE FROM " + Sql.table(change) + where(change));
  }

  private static String where(Element change) {
    return change.value("where").map(condition -> " WHERE " + condition.strip()).orElse("");
  }

  static void comment(Element change, LinedText out, String on) {
    String text = change.value("remarks").map(Sql::literal).orElse("NULL");
    statement(change, out, "COMMENT ON " + on + " IS " + text);
  }
}
