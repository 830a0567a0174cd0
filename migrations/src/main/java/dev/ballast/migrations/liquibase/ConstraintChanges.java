package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.document.Element;
import java.util.Optional;

/// Changes of keys, constraints and what a column may hold.
final class ConstraintChanges {
  private ConstraintChanges() {}

  static void modifyDataType(Element change, LinedText out) {
    String column = Sql.name(change.value("columnName").orElse(""));
    String type = ColumnType.of(change.value("newDataType").orElse(""));
    alterColumn(change, out, "TYPE " + type + " USING (" + column + "::" + type + ")");
  }

  static void addNotNull(Element change, LinedText out) {
    String column = Sql.name(change.value("columnName").orElse(""));
    change
        .value("defaultNullValue")
        .ifPresent(
            value ->
                out.at(change.line())
                    .add(
                        "UPDATE %s SET %s = %s WHERE %s IS NULL; "
                            .formatted(Sql.table(change), column, Sql.literal(value), column)));
    alterColumn(change, out, "SET NOT NULL");
  }

  static void alterColumn(Element change, LinedText out, String action) {
    out.at(change.line())
        .add(
            "ALTER TABLE %s ALTER COLUMN %s %s; "
                .formatted(
                    Sql.table(change), Sql.name(change.value("columnName").orElse("")), action));
  }

  static void addDefault(Element change, LinedText out) {
    alterColumn(change, out, "SET DEFAULT " + Sql.value(change, "defaultValue").orElse("NULL"));
  }

  private static String constraint(Element change) {
    return change
        .value("constraintName")
        .map(name -> "CONSTRAINT " + Sql.name(name) + " ")
        .orElse("");
  }

  static void addPrimaryKey(Element change, LinedText out) {
    addKey(change, out, "PRIMARY KEY", "");
  }

  /// Liquibase writes columns and index, which PostgreSQL refuses.
  static void addUnique(Element change, LinedText out) {
    String index =
        change.value("forIndexName").map(name -> " USING INDEX " + Sql.name(name)).orElse("");
    addKey(change, out, "UNIQUE", index + Sql.deferred(change));
  }

  private static void addKey(Element change, LinedText out, String kind, String options) {
    out.at(change.line())
        .add("ALTER TABLE " + Sql.table(change) + " ADD " + constraint(change) + kind)
        .add(" (" + Sql.names(change.value("columnNames").orElse("")) + ")" + options + "; ");
  }

  static void drop(Element change, LinedText out) {
    drop(change, out, Sql.table(change), change.value("constraintName"));
  }

  /// A key without a name is looked up by Liquibase; it is the one that PostgreSQL names.
  static void dropPrimaryKey(Element change, LinedText out) {
    String found = change.value("tableName").orElse("") + "_pkey";
    drop(
        change,
        out,
        Sql.table(change),
        change.value("constraintName").or(() -> Optional.of(found)));
  }

  static void dropForeignKey(Element change, LinedText out) {
    drop(
        change,
        out,
        Sql.relation(change, "baseTableName", "baseTableSchemaName"),
        change.value("constraintName"));
  }

  private static void drop(Element change, LinedText out, String table, Optional<String> name) {
    out.at(change.line())
        .add("ALTER TABLE %s DROP CONSTRAINT %s; ".formatted(table, Sql.name(name.orElse(""))));
  }

  static void addForeignKey(Element change, LinedText out) {
    out.at(change.line())
        .add("ALTER TABLE " + Sql.relation(change, "baseTableName", "baseTableSchemaName"))
        .add(" ADD " + constraint(change))
        .add("FOREIGN KEY (" + Sql.names(change.value("baseColumnNames").orElse("")) + ")")
        .add(
            " REFERENCES "
                + Sql.relation(change, "referencedTableName", "referencedTableSchemaName"))
        .add(" (" + Sql.names(change.value("referencedColumnNames").orElse("")) + ")")
        .add(change.value("onUpdate").map(action -> " ON UPDATE " + action).orElse(""))
        .add(onDelete(change))
        .add(Sql.deferred(change))
        .add(change.is("validate", "false") ? " NOT VALID; " : "; ");
  }

  private static String onDelete(Element change) {
    return change
        .value("onDelete")
        .map(action -> " ON DELETE " + action)
        .orElse(change.is("deleteCascade", "true") ? " ON DELETE CASCADE" : "");
  }

  static void addAutoIncrement(Element change, LinedText out) {
    String sequence =
        change.value("tableName").orElse("") + "_" + change.value("columnName").orElse("") + "_seq";
    String start = change.value("startWith").map(from -> " START WITH " + from).orElse("");
    String name = Sql.name(sequence);
    out.at(change.line()).add("CREATE SEQUENCE IF NOT EXISTS " + name + start + "; ");
    alterColumn(change, out, "SET NOT NULL");
    alterColumn(change, out, "SET DEFAULT nextval(" + Sql.literal(name) + ")");
    out.add(
        "ALTER SEQUENCE %s OWNED BY %s.%s; "
            .formatted(name, Sql.table(change), Sql.name(change.value("columnName").orElse(""))));
  }
}
