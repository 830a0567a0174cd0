package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.document.Element;
import java.util.regex.Pattern;

/// The SQL that Liquibase makes of one change on PostgreSQL.
final class ChangeSql {
  private ChangeSql() {}

  /// Writes a change's statements.
  ///
  /// @return false where what the change does is not known here
  static boolean write(Element change, LinedText out) {
    boolean others =
        change
            .children("columns")
            .flatMap(columns -> columns.children().stream())
            .anyMatch(column -> !column.name().equals("column"));
    if (others) {
      return false;
    }
    switch (change.name()) {
      case "createTable" -> TableChanges.createTable(change, out);
      case "dropTable" -> TableChanges.dropTable(change, out);
      case "addColumn" -> TableChanges.addColumn(change, out);
      case "dropColumn" -> TableChanges.dropColumn(change, out);
      case "mergeColumns" -> TableChanges.mergeColumns(change, out);
      case "addLookupTable" -> TableChanges.addLookupTable(change, out);
      case "renameTable", "renameView", "renameSequence", "renameColumn" -> rename(change, out);
      case "modifyDataType" -> ConstraintChanges.modifyDataType(change, out);
      case "addNotNullConstraint" -> ConstraintChanges.addNotNull(change, out);
      case "dropNotNullConstraint" -> ConstraintChanges.alterColumn(change, out, "DROP NOT NULL");
      case "addDefaultValue" -> ConstraintChanges.addDefault(change, out);
      case "dropDefaultValue" -> ConstraintChanges.alterColumn(change, out, "DROP DEFAULT");
      case "addAutoIncrement" -> ConstraintChanges.addAutoIncrement(change, out);
      case "addPrimaryKey" -> ConstraintChanges.addPrimaryKey(change, out);
      case "addUniqueConstraint" -> ConstraintChanges.addUnique(change, out);
      case "addForeignKeyConstraint" -> ConstraintChanges.addForeignKey(change, out);
      case "dropPrimaryKey" -> ConstraintChanges.dropPrimaryKey(change, out);
      case "dropUniqueConstraint" -> ConstraintChanges.drop(change, out);
      case "dropForeignKeyConstraint" -> ConstraintChanges.dropForeignKey(change, out);
      default -> {
        return writeObject(change, out);
      }
    }
    return true;
  }

  private static boolean writeObject(Element change, LinedText out) {
    switch (change.name()) {
      case "createIndex" -> ObjectChanges.createIndex(change, out);
      case "dropIndex" ->
          ObjectChanges.statement(
              change, out, "DROP INDEX " + Sql.relation(change, "indexName", "schemaName"));
      case "createView" -> {
        if (change.value("path").isPresent()) {
          return false;
        }
        ObjectChanges.createView(change, out);
      }
      case "dropView" -> ObjectChanges.statement(change, out, drop(change, "VIEW", "viewName"));
      case "createSequence" -> ObjectChanges.createSequence(change, out);
      case "alterSequence" -> ObjectChanges.alterSequence(change, out);
      case "dropSequence" ->
          ObjectChanges.statement(
              change, out, drop(change, "SEQUENCE", "sequenceName") + " CASCADE");
      case "dropProcedure" ->
          ObjectChanges.statement(change, out, drop(change, "PROCEDURE", "procedureName"));
      case "insert" -> ObjectChanges.insert(change, out);
      case "update" -> ObjectChanges.update(change, out);
      case "delete" -> ObjectChanges.delete(change, out);
      case "setTableRemarks" -> ObjectChanges.comment(change, out, "TABLE " + Sql.table(change));
      case "setColumnRemarks" ->
          ObjectChanges.comment(
              change,
              out,
              "COLUMN "
                  + Sql.table(change)
                  + "."
                  + Sql.name(change.value("columnName").orElse("")));
      case "sql" -> sql(change, change.text("sql").orElse(change.text()), out);
      case "createProcedure" -> {
        Element.Text body =
            change
                .text("procedureText")
                .or(() -> change.text("procedureBody"))
                .orElse(change.text());
        out.at(change.line()).add(body);
        ObjectChanges.end(body.value(), out);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String drop(Element change, String kind, String nameKey) {
    return "DROP "
        + kind
        + (change.is("ifExists", "true") ? " IF EXISTS " : " ")
        + Sql.relation(change, nameKey, "schemaName");
  }

  private static void rename(Element change, LinedText out) {
    String sql =
        switch (change.name()) {
          case "renameColumn" ->
              "ALTER TABLE %s RENAME COLUMN %s TO %s"
                  .formatted(
                      Sql.table(change),
                      Sql.name(change.value("oldColumnName").orElse("")),
                      Sql.name(change.value("newColumnName").orElse("")));
          case "renameTable" -> renamed(change, "TABLE", "oldTableName", "newTableName");
          // Liquibase writes TABLE for views too, which PostgreSQL takes.
          case "renameView" -> renamed(change, "TABLE", "oldViewName", "newViewName");
          default -> renamed(change, "SEQUENCE", "oldSequenceName", "newSequenceName");
        };
    ObjectChanges.statement(change, out, sql);
  }

  private static String renamed(Element change, String kind, String from, String to) {
    return "ALTER %s %s RENAME TO %s"
        .formatted(
            kind, Sql.relation(change, from, "schemaName"), Sql.name(change.value(to).orElse("")));
  }

  /// A text of its own. A delimiter other than the semicolon stands at the end of a line; a slash
  /// is a line of its own.
  private static void sql(Element change, Element.Text text, LinedText out) {
    String delimiter = change.value("endDelimiter").map(String::strip).orElse(";");
    String body = text.value();
    if (!delimiter.equals(";") && !delimiter.isEmpty()) {
      String before = delimiter.equals("/") ? "^[ \\t]*" : "";
      body =
          Pattern.compile("(?im)" + before + Pattern.quote(delimiter) + "[ \\t]*$")
              .matcher(body)
              .replaceAll(";");
    }
    out.at(change.line()).add(new Element.Text(body, text.line()));
    ObjectChanges.end(body, out);
  }
}
