package dev.ballast.change.rules;

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
}
