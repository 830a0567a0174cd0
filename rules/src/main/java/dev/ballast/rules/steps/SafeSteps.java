package dev.ballast.rules.steps;

import dev.ballast.effect.derived.ChosenName;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The statements that several rules advise, with the names of the statement at hand.
public final class SafeSteps {
  /// Rows that one UPDATE of a backfill changes: tens of milliseconds.
  private static final int ROWS_A_BATCH = 5_000;

  /// The major from which a NOT NULL constraint can be NOT VALID.
  private static final int NAMED_NOT_NULL = 18;

  /// The major from which a foreign key of a partitioned table can be NOT VALID.
  private static final int NOT_VALID_ON_PARTITIONED = 18;

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
    return notNull(table, column, Optional.empty(), major);
  }

  /// SET NOT NULL behind a CHECK that proves it, so that no row is read under the lock.
  ///
  /// @param wanted the name of the constraint, where the statement gives one
  public static List<String> notNull(
      QualifiedName table, String column, Optional<String> wanted, int major) {
    QualifiedName quoted = QualifiedName.of(column);
    String name =
        QualifiedName.of(
                wanted.orElseGet(
                    () -> ChosenName.of(table.name(), List.of(column), "not_null", taken -> false)))
            .toString();
    String alter = "ALTER TABLE " + table + " ";
    List<String> steps = new ArrayList<>();
    boolean named = major >= NAMED_NOT_NULL;
    steps.add(
        alter
            + "ADD CONSTRAINT "
            + name
            + (named ? " NOT NULL " + quoted : " CHECK (" + quoted + " IS NOT NULL)")
            + " NOT VALID");
    steps.add("-- in a transaction of its own, it blocks neither readers nor writers:");
    steps.add(alter + "VALIDATE CONSTRAINT " + name);
    if (!named) {
      steps.add("-- reads no row, because the constraint proves it:");
      steps.add(alter + "ALTER COLUMN " + quoted + " SET NOT NULL");
      steps.add(alter + "DROP CONSTRAINT " + name);
    }
    return steps;
  }

  /// A foreign key on a table in use. Up to 17 a partitioned table cannot have one that is NOT
  /// VALID, so each partition gets its own, which the parent's then takes over unread.
  ///
  /// @param words `FOREIGN KEY (a) REFERENCES t`
  public static List<String> foreignKey(
      Scene scene, QualifiedName table, QualifiedName name, String words) {
    boolean parent =
        scene.schema().table(table).map(KnownTable::partitioned).orElse(false)
            && scene.major() < NOT_VALID_ON_PARTITIONED;
    List<String> steps = new ArrayList<>();
    if (!parent) {
      notValid(table, name, words, steps);
      return steps;
    }
    for (KnownTable partition : scene.schema().heirs(table)) {
      notValid(partition.name(), name, words, steps);
    }
    steps.add("-- reads no row, because each partition has the key already:");
    steps.add("ALTER TABLE %s ADD CONSTRAINT %s %s".formatted(table, name, words));
    return steps;
  }

  private static void notValid(
      QualifiedName table, QualifiedName name, String words, List<String> steps) {
    steps.add("ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID".formatted(table, name, words));
    steps.add("-- in a transaction of its own, it blocks neither readers nor writers:");
    steps.add("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, name));
  }

  /// A second column of the new type beside the old one, kept up to date by a trigger, filled in
  /// batches, and swapped in.
  ///
  /// @param sql the action as written, for what stands behind its USING
  public static List<String> secondColumn(QualifiedName table, AlterType change, String sql) {
    QualifiedName column = QualifiedName.of(change.column());
    QualifiedName next = QualifiedName.of(change.column() + "_next");
    QualifiedName sync =
        new QualifiedName(table.schema(), table.name() + "_" + change.column() + "_next");
    String collation = change.collation().map(each -> " COLLATE " + each).orElse("");
    String type = change.type().canonical();
    Optional<Span> using = SqlText.of(sql).firstOuter("USING");
    String value =
        change.using().isPresent() && using.isPresent()
            ? sql.substring(using.get().end()).strip()
            : column + "::" + type;
    return List.of(
        "ALTER TABLE %s ADD COLUMN %s %s%s".formatted(table, next, type, collation),
        ("CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SELECT %s INTO NEW.%s"
                + " FROM (SELECT NEW.*) AS n; RETURN NEW; END $$")
            .formatted(sync, value, next),
        "CREATE TRIGGER %s BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION %s()"
            .formatted(QualifiedName.of(sync.name()), table, sync),
        "-- again and again, each time in a transaction of its own, until no row is changed:",
        ("UPDATE %s SET %s = %s WHERE %s IS NULL AND ctid = ANY (ARRAY(SELECT ctid FROM %s"
                + " WHERE %s IS NULL AND %s IS NOT NULL LIMIT %d))")
            .formatted(table, next, value, next, table, next, column, ROWS_A_BATCH),
        "-- give it the default and the constraints of " + column + ", NOT NULL among them, and",
        "-- build its indexes with CREATE INDEX CONCURRENTLY; then in one short transaction:",
        "BEGIN",
        "SET LOCAL lock_timeout = '2s'",
        "DROP TRIGGER %s ON %s".formatted(QualifiedName.of(sync.name()), table),
        "ALTER TABLE %s RENAME COLUMN %s TO %s"
            .formatted(table, column, QualifiedName.of(change.column() + "_former")),
        "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table, next, column),
        "COMMIT");
  }
}
