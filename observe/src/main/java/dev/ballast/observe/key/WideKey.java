package dev.ballast.observe.key;

import dev.ballast.observe.key.KeyFacts.Index;
import dev.ballast.observe.key.KeyFacts.Numbering;
import dev.ballast.observe.key.KeyFacts.Reference;
import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Remedy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The statements that exchange a column for one of `bigint`, while the table is read and written:
/// a second column that a trigger keeps, filled in batches, with indexes of its own, and the
/// exchange of the two in one short transaction.
///
/// The same way as that of the rule `change-type-rewrites`, which gives it for a migration.
public final class WideKey {
  /// Pages that one UPDATE of the fill reads: tens of milliseconds.
  private static final int PAGES_A_BATCH = 50;

  /// An identifier's bytes at most.
  private static final int LONGEST = 63;

  private static final String BRIEFLY = "BEGIN;\nSET LOCAL lock_timeout = '2s';\n";
  private static final String COMMIT = "COMMIT;\n";

  private final KeyFacts key;
  private final QualifiedName column;
  private final QualifiedName wide;
  private final QualifiedName narrow;
  private final QualifiedName trigger;
  private final QualifiedName function;
  private final QualifiedName proof;

  private WideKey(KeyFacts key) {
    this.key = key;
    this.column = QualifiedName.of(key.column());
    this.wide = QualifiedName.of(named(key.column(), "_wide"));
    this.narrow = QualifiedName.of(named(key.column(), "_narrow"));
    String both = key.table().name() + "_" + key.column();
    this.trigger = QualifiedName.of(named(both, "_wide"));
    this.function = new QualifiedName(key.table().schema(), trigger.name());
    this.proof = QualifiedName.of(named(both, "_wide_set"));
  }

  /// The steps in their order, each as a script for psql. None for a partitioned table, whose
  /// indexes cannot be built beside its writers in one statement.
  public static List<Remedy> steps(KeyFacts key) {
    if (key.divided()) {
      return List.of();
    }
    WideKey made = new WideKey(key);
    return List.of(
        new Remedy("Step 1 of 4: add a bigint column that a trigger keeps", made.added()),
        new Remedy(
            "Step 2 of 4: fill it in batches, each committed, so outside of a transaction",
            made.filled()),
        new Remedy(
            "Step 3 of 4: build its indexes beside the writers, and prove that it is filled",
            made.completed()),
        new Remedy(
            "Step 4 of 4: exchange the two columns in one short transaction", made.exchanged()));
  }

  /// A name of at most so many bytes, as PostgreSQL would cut it, but with its end.
  private static String named(String begin, String end) {
    String name = begin;
    while (name.getBytes(StandardCharsets.UTF_8).length + end.length() > LONGEST) {
      name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
    }
    return name + end;
  }

  private String alter(String action) {
    return "ALTER TABLE " + key.table() + " " + action + ";\n";
  }

  private String added() {
    return BRIEFLY
        + alter("ADD COLUMN " + wide + " bigint")
        + "CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS %s;\n"
            .formatted(
                function, body("BEGIN NEW." + wide + " := NEW." + column + "; RETURN NEW; END"))
        + "CREATE TRIGGER %s BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION %s();\n"
            .formatted(trigger, key.table(), function)
        + "COMMIT;";
  }

  private String filled() {
    String loop =
        """

        DECLARE
          page bigint := 0;
          pages bigint := pg_relation_size(%1$s::regclass) / current_setting('block_size')::int;
        BEGIN
          WHILE page <= pages LOOP
            UPDATE %2$s SET %3$s = %4$s
            WHERE ctid >= ('(' || page || ',0)')::tid AND ctid < ('(' || page + %5$d || ',0)')::tid
              AND %3$s IS NULL AND %4$s IS NOT NULL;
            COMMIT;
            page := page + %5$d;
          END LOOP;
        END
        """
            .formatted(
                new Literal(key.table().toString()), key.table(), wide, column, PAGES_A_BATCH);
    return "DO " + body(loop) + ";";
  }

  /// In dollar quotes that the text does not end by itself.
  private static String body(String text) {
    String quote = "$wide$";
    while (text.contains(quote)) {
      quote = quote.substring(0, quote.length() - 1) + "r$";
    }
    return quote + text + quote;
  }

  private List<Index> plain() {
    return key.indexes().stream().filter(Index::plain).toList();
  }

  private String completed() {
    StringBuilder sql = new StringBuilder();
    for (Index index : plain()) {
      String columns =
          index.columns().stream()
              .map(each -> each.equals(key.column()) ? wide : QualifiedName.of(each))
              .map(QualifiedName::toString)
              .collect(Collectors.joining(", "));
      sql.append(
          "CREATE %sINDEX CONCURRENTLY %s ON %s (%s);\n"
              .formatted(index.unique() ? "UNIQUE " : "", second(index), key.table(), columns));
    }
    if (key.notNull()) {
      sql.append(BRIEFLY)
          .append(alter("ADD CONSTRAINT " + proof + " CHECK (" + wide + " IS NOT NULL) NOT VALID"))
          .append(COMMIT)
          .append(alter("VALIDATE CONSTRAINT " + proof));
    }
    sql.append("ANALYZE ").append(key.table()).append(';');
    return sql.toString();
  }

  private static QualifiedName second(Index index) {
    return QualifiedName.of(named(index.name(), "_wide"));
  }

  private QualifiedName beside(QualifiedName name) {
    return new QualifiedName(key.table().schema(), name.name());
  }

  private String exchanged() {
    StringBuilder sql = new StringBuilder(remarks());
    sql.append(BRIEFLY).append("DROP TRIGGER %s ON %s;\n".formatted(trigger, key.table()));
    for (Reference each : key.references()) {
      sql.append(
          "ALTER TABLE %s DROP CONSTRAINT %s;\n"
              .formatted(each.table(), QualifiedName.of(each.name())));
    }
    for (Index index : plain()) {
      sql.append(
          index
              .constraint()
              .map(own -> alter("DROP CONSTRAINT " + QualifiedName.of(own.name())))
              .orElse("DROP INDEX " + beside(QualifiedName.of(index.name())) + ";\n"));
    }
    if (key.numbering() != Numbering.DEFAULT) {
      sql.append(alter("ALTER COLUMN " + column + " DROP IDENTITY"));
    }
    if (key.notNull()) {
      sql.append(alter("ALTER COLUMN " + wide + " SET NOT NULL"))
          .append(alter("DROP CONSTRAINT " + proof));
    }
    sql.append(alter("RENAME COLUMN " + column + " TO " + narrow))
        .append(alter("RENAME COLUMN " + wide + " TO " + column));
    numbered(sql);
    if (key.notNull()) {
      sql.append(alter("ALTER COLUMN " + narrow + " DROP NOT NULL"));
    }
    plain().forEach(index -> sql.append(taken(index)));
    key.references().forEach(each -> sql.append(referenced(each)));
    sql.append(COMMIT);
    for (Reference each : key.references()) {
      if (!isChecked(each)) {
        sql.append(
            "ALTER TABLE %s VALIDATE CONSTRAINT %s;\n"
                .formatted(each.table(), QualifiedName.of(each.name())));
      }
    }
    return sql.append("DROP FUNCTION ")
        .append(function)
        .append("();\n-- When nothing reads it any more: ")
        .append(alter("DROP COLUMN " + narrow).strip())
        .toString();
  }

  /// What cannot be derived, before the exchange.
  private String remarks() {
    List<String> remarks = new ArrayList<>();
    key.indexes().stream()
        .filter(index -> !index.plain())
        .forEach(
            index ->
                remarks.add(
                    "build this one on %s first, with CONCURRENTLY: %s"
                        .formatted(wide, index.definition())));
    key.references().stream()
        .filter(WideKey::isChecked)
        .forEach(
            each -> remarks.add("all rows of %s are read under the lock".formatted(each.table())));
    key.others().forEach(each -> remarks.add("depends on " + column + " as well: " + each));
    if (key.granted()) {
      remarks.add("grant the privileges of column " + column + " on " + wide);
    }
    return remarks.stream()
        .map(each -> "-- " + each.lines().map(String::strip).collect(Collectors.joining(" ")))
        .flatMap(each -> Stream.of(each, "\n"))
        .collect(Collectors.joining());
  }

  private void numbered(StringBuilder sql) {
    String sequence = key.sequence().toString();
    if (key.numbering() != Numbering.DEFAULT) {
      String kind = key.numbering() == Numbering.IDENTITY_ALWAYS ? "ALWAYS" : "BY DEFAULT";
      sql.append(alter("ALTER COLUMN " + column + " ADD GENERATED " + kind + " AS IDENTITY"))
          .append(
              "SELECT setval(pg_get_serial_sequence(%s, %s), COALESCE(max(%s), 1)) FROM %s;\n"
                  .formatted(
                      new Literal(key.table().toString()),
                      new Literal(key.column()),
                      column,
                      key.table()));
      return;
    }
    sql.append(
        "ALTER SEQUENCE %s AS bigint NO MAXVALUE%s;\n"
            .formatted(sequence, key.owns() ? " OWNED BY " + key.table() + "." + column : ""));
    key.defaultValue()
        .ifPresent(
            value ->
                sql.append(alter("ALTER COLUMN " + column + " SET DEFAULT " + value))
                    .append(alter("ALTER COLUMN " + narrow + " DROP DEFAULT")));
  }

  /// An index takes the place of the one that was built on the narrow column.
  private String taken(Index index) {
    return index
        .constraint()
        .map(
            own ->
                alter(
                    "ADD CONSTRAINT %s %s USING INDEX %s%s"
                        .formatted(
                            QualifiedName.of(own.name()),
                            own.primary() ? "PRIMARY KEY" : "UNIQUE",
                            second(index),
                            own.deferrable())))
        .orElseGet(
            () ->
                "ALTER INDEX %s RENAME TO %s;\n"
                    .formatted(beside(second(index)), QualifiedName.of(index.name())));
  }

  /// NOT VALID, so that no row is read under the lock; a partitioned table takes none before 18.
  private static String referenced(Reference each) {
    return "ALTER TABLE %s ADD CONSTRAINT %s %s%s;\n"
        .formatted(
            each.table(),
            QualifiedName.of(each.name()),
            each.definition(),
            isChecked(each) || each.definition().endsWith(" NOT VALID") ? "" : " NOT VALID");
  }

  /// Whether all rows are compared as it is added.
  private static boolean isChecked(Reference each) {
    return each.divided();
  }
}
