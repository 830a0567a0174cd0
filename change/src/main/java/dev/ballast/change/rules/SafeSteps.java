package dev.ballast.change.rules;

import dev.ballast.postgres.sql.tree.ColumnAction.AlterType;
import dev.ballast.postgres.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/// The statements that several rules advise, with the names of the statement at hand.
public final class SafeSteps {
  /// Rows that one UPDATE of a backfill changes: some tens of milliseconds.
  private static final int ROWS_A_BATCH = 5_000;

  /// The major from which a NOT NULL constraint can be NOT VALID.
  private static final int NAMED_NOT_NULL = 18;

  private SafeSteps() {}

  /// A remark, and the UPDATE that fills the column of some rows.
  public static List<String> backfill(QualifiedName table, String column, String value) {
    QualifiedName quoted = QualifiedName.of(column);
    return List.of(
        "-- again and again, each time in a transaction of its own, until no row is changed:",
        ("UPDATE %s SET %s = %s WHERE %s IS NULL AND ctid = ANY (ARRAY(SELECT ctid FROM %s WHERE %s"
                + " IS NULL LIMIT %d))")
            .formatted(table, quoted, value, quoted, table, quoted, ROWS_A_BATCH));
  }

  /// NOT NULL on a column without reading the table under ACCESS EXCLUSIVE.
  public static List<String> notNull(QualifiedName table, String column, int major) {
    QualifiedName quoted = QualifiedName.of(column);
    String name = QualifiedName.of(table.name() + "_" + column + "_not_null").toString();
    String alter = "ALTER TABLE " + table + " ";
    List<String> steps = new ArrayList<>();
    boolean named = major >= NAMED_NOT_NULL;
    steps.add(
        alter
            + "ADD CONSTRAINT "
            + name
            + (named ? " NOT NULL " + quoted : " CHECK (" + quoted + " IS NOT NULL)")
            + " NOT VALID");
    steps.add("-- in a transaction of its own, it stops neither readers nor writers:");
    steps.add(alter + "VALIDATE CONSTRAINT " + name);
    if (!named) {
      steps.add("-- reads no row, because the constraint proves it:");
      steps.add(alter + "ALTER COLUMN " + quoted + " SET NOT NULL");
      steps.add(alter + "DROP CONSTRAINT " + name);
    }
    return steps;
  }

  /// A second column of the new type beside the old one, kept up to date by a trigger, filled in
  /// batches, and swapped in.
  public static List<String> secondColumn(QualifiedName table, AlterType change) {
    QualifiedName column = QualifiedName.of(change.column());
    QualifiedName next = QualifiedName.of(change.column() + "_next");
    QualifiedName sync =
        new QualifiedName(table.schema(), table.name() + "_" + change.column() + "_next");
    String collation = change.collation().map(each -> " COLLATE " + each).orElse("");
    String cast = change.type().canonical();
    return List.of(
        "ALTER TABLE %s ADD COLUMN %s %s%s".formatted(table, next, cast, collation),
        ("CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.%s := NEW.%s::%s;"
                + " RETURN NEW; END $$")
            .formatted(sync, next, column, cast),
        "CREATE TRIGGER %s BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION %s()"
            .formatted(QualifiedName.of(sync.name()), table, sync),
        "-- again and again, each time in a transaction of its own, until no row is changed:",
        ("UPDATE %s SET %s = %s::%s WHERE %s IS NULL AND ctid = ANY (ARRAY(SELECT ctid FROM %s"
                + " WHERE %s IS NULL AND %s IS NOT NULL LIMIT %d))")
            .formatted(table, next, column, cast, next, table, next, column, ROWS_A_BATCH),
        "-- build its indexes with CREATE INDEX CONCURRENTLY, then in one short transaction:",
        "BEGIN",
        "SET LOCAL lock_timeout = '2s'",
        "DROP TRIGGER %s ON %s".formatted(QualifiedName.of(sync.name()), table),
        "ALTER TABLE %s RENAME COLUMN %s TO %s"
            .formatted(table, column, QualifiedName.of(change.column() + "_former")),
        "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table, next, column),
        "COMMIT");
  }
}
