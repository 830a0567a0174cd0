package dev.ballast.rules.steps;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownSequence;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ColumnAction.DropDefault;
import dev.ballast.sql.tree.ColumnAction.SetDefault;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RelationUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A second column of the new type beside the old one: kept up to date by a trigger, filled in
/// batches, given what the old one has, and swapped in. An INSERT that does not name the former
/// column succeeds before the swap and after it.
public final class SecondColumn {
  /// Rows that one UPDATE of the fill changes: tens of milliseconds.
  private static final int ROWS_A_BATCH = 5_000;

  private final ActionText<AlterType> changed;
  private final Scene scene;
  private final QualifiedName table;
  private final AlterType change;
  private final QualifiedName column;
  private final QualifiedName next;
  private final QualifiedName former;
  private final QualifiedName sync;
  private final Optional<KnownColumn> known;
  private final List<String> steps = new ArrayList<>();

  private SecondColumn(ActionText<AlterType> changed) {
    this.changed = changed;
    this.scene = changed.scene();
    this.table = changed.table();
    this.change = changed.action();
    this.column = QualifiedName.of(change.column());
    this.next = QualifiedName.of(change.column() + "_next");
    this.former = QualifiedName.of(change.column() + "_former");
    this.sync = new QualifiedName(table.schema(), table.name() + "_" + change.column() + "_next");
    this.known =
        scene
            .schema()
            .table(table)
            .filter(KnownTable::whole)
            .flatMap(each -> each.column(change.column()));
  }

  /// The statements, with remarks between.
  public static List<String> steps(ActionText<AlterType> changed) {
    SecondColumn made = new SecondColumn(changed);
    made.add();
    made.fill();
    ColumnParts parts = ColumnParts.of(made.scene, made.table, made.change.column());
    made.known.ifPresent(each -> made.completed(each, parts));
    made.swap(parts);
    made.steps.addAll(parts.afterwards());
    made.steps.add("DROP FUNCTION " + made.sync + "()");
    made.steps.add("-- a release later: ALTER TABLE " + made.table + " DROP COLUMN " + made.former);
    return made.steps;
  }

  private void alter(String rest) {
    steps.add("ALTER TABLE " + table + " " + rest);
  }

  private void add() {
    String collation = change.collation().map(each -> " COLLATE " + each).orElse("");
    alter("ADD COLUMN " + next + " " + change.type().canonical() + collation);
    steps.add(
        ("CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SELECT %s INTO NEW.%s"
                + " FROM (SELECT NEW.*) AS n; RETURN NEW; END $$")
            .formatted(sync, value(), next));
    steps.add(
        "CREATE TRIGGER %s BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION %s()"
            .formatted(QualifiedName.of(sync.name()), table, sync));
  }

  private String value() {
    Optional<Span> using = SqlText.of(changed.sql()).firstOuter("USING");
    return change.using().isPresent() && using.isPresent()
        ? changed.sql().substring(using.get().end()).strip()
        : column + "::" + change.type().canonical();
  }

  /// What USING computes may be null, so that the keys are counted off; a cast of a value is none.
  private void fill() {
    String missing = next + " IS NULL AND " + column + " IS NOT NULL";
    String update = "UPDATE %s SET %s = %s WHERE ".formatted(table, next, value());
    if (change.using().isPresent()) {
      RelationUse driving = new RelationUse(-1, table, Optional.empty(), false);
      // A null may become a value.
      steps.addAll(List.of(Batches.of(update + next + " IS NULL", driving, false, scene.schema())));
      return;
    }
    steps.add(
        "-- again and again, each time in a transaction of its own, until no row is changed:");
    steps.add(
        update
            + missing
            + " AND ctid = ANY (ARRAY(SELECT ctid FROM %s WHERE %s LIMIT %d))"
                .formatted(table, missing, ROWS_A_BATCH));
  }

  /// What the new column must have before the swap.
  private void completed(KnownColumn of, ColumnParts parts) {
    if (of.notNull()) {
      steps.addAll(SafeSteps.notNull(table, change.column() + "_next", scene.major()));
    }
    steps.addAll(parts.before());
  }

  private void swap(ColumnParts parts) {
    if (known.isEmpty()) {
      steps.add(
          "-- give it the default and the constraints of " + column + ", NOT NULL among them, and");
      steps.add(
          "-- build its indexes with CREATE INDEX CONCURRENTLY; a key, an identity or a default");
      steps.add(
          "-- must leave " + column + ", or INSERT fails later; then in one short transaction:");
    } else {
      steps.add("-- then in one short transaction:");
    }
    steps.add("BEGIN");
    steps.add(Hazard.Remedy.LOCK_TIMEOUT.replace("SET ", "SET LOCAL "));
    steps.add("DROP TRIGGER %s ON %s".formatted(QualifiedName.of(sync.name()), table));
    steps.addAll(parts.dropped());
    boolean identity = has(KnownColumn.Generation.IDENTITY);
    if (identity) {
      alter("ALTER COLUMN " + column + " DROP IDENTITY");
    }
    alter("RENAME COLUMN " + column + " TO " + former);
    alter("RENAME COLUMN " + next + " TO " + column);
    if (identity) {
      numbered();
    } else {
      defaulted();
    }
    steps.addAll(parts.added());
    if (known.map(KnownColumn::notNull).orElse(true)) {
      steps.add("-- so that an INSERT that does not name " + former + " succeeds:");
      alter("ALTER COLUMN " + former + " DROP NOT NULL");
    }
    steps.add("COMMIT");
  }

  private boolean has(KnownColumn.Generation generation) {
    return known.filter(each -> each.generation() == generation).isPresent();
  }

  private void numbered() {
    steps.add("-- BY DEFAULT, or ALWAYS as it was:");
    alter("ALTER COLUMN " + column + " ADD GENERATED BY DEFAULT AS IDENTITY");
    steps.add(
        "SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT max(%s) FROM %s))"
            .formatted(
                Deparser.literal(table.toString()),
                Deparser.literal(change.column()),
                column,
                table));
  }

  /// The default as the server prints it, and the sequence that it takes from.
  private void defaulted() {
    boolean serial = has(KnownColumn.Generation.SERIAL);
    boolean given = known.flatMap(KnownColumn::defaultValue).isPresent();
    if ((!serial && !given) || isRedefined()) {
      return;
    }
    for (KnownSequence sequence : scene.schema().sequencesOf(table)) {
      if (sequence.column().filter(change.column()::equals).isPresent()) {
        if (change.type().isSystem("int8")) {
          steps.add("-- AS bigint as well, unless it may end where integer does:");
        }
        steps.add("ALTER SEQUENCE %s OWNED BY %s.%s".formatted(sequence.name(), table, column));
      }
    }
    String name = Deparser.literal(table.toString()) + "::regclass";
    steps.add(
        ("DO $$ BEGIN EXECUTE (SELECT %s || pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN"
                + " pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE adrelid = %s AND"
                + " attname = %s); END $$")
            .formatted(
                Deparser.literal(
                    "ALTER TABLE " + table + " ALTER COLUMN " + column + " SET DEFAULT "),
                name,
                Deparser.literal(change.column() + "_former")));
    alter("ALTER COLUMN " + former + " DROP DEFAULT");
  }

  /// The statement changes the default as well.
  private boolean isRedefined() {
    return changed.alter().actions().stream()
        .anyMatch(
            action ->
                (action instanceof DropDefault drop && drop.column().equals(change.column()))
                    || (action instanceof SetDefault set && set.column().equals(change.column())));
  }
}
