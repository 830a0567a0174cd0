package dev.ballast.rules.steps;

import dev.ballast.effect.derived.ChosenName;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RelationUse;
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

  /// The UPDATE that fills the column of some rows, with remarks. It counts off the keys, since a
  /// value that is null would be looked for again and again.
  public static List<String> fill(
      KnownSchema schema, QualifiedName table, String column, String value) {
    QualifiedName quoted = QualifiedName.of(column);
    return List.of(
        Batches.of(
            "UPDATE %s SET %s = %s WHERE %s IS NULL".formatted(table, quoted, value, quoted),
            new RelationUse(-1, table, Optional.empty(), false),
            false,
            schema));
  }

  /// The same for a value that is never null: a remark, and an UPDATE that finds the rows itself.
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
}
