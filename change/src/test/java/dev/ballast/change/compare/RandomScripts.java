package dev.ballast.change.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Scripts that change a small schema at random, with names that move between relations. It knows
/// what its statements made of the schema, so most of them run. For one thread, and one script.
final class RandomScripts {
  private static final List<String> TYPES =
      List.of("int", "bigint", "text", "varchar(20)", "numeric(8,2)", "timestamp");
  private static final List<String> SCHEMAS = List.of("public", "other");

  private final Random random;
  private final List<Table> tables = new ArrayList<>();
  private int names;

  private static final class Table {
    private String schema = "public";
    private String name;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> indexes = new ArrayList<>();
    private final List<String> checks = new ArrayList<>();

    Table(String name) {
      this.name = name;
    }

    String sql() {
      return schema.equals("public") ? name : schema + "." + name;
    }
  }

  private static final class Column {
    private String name;
    private String type;

    Column(String name, String type) {
      this.name = name;
      this.type = type;
    }
  }

  RandomScripts(long seed) {
    random = new Random(seed);
    for (String name : List.of("a", "b", "c")) {
      Table table = new Table(name);
      table.columns.add(new Column("n", "int"));
      table.columns.add(new Column("w", "varchar(20)"));
      table.columns.add(new Column("at", "timestamp"));
      table.indexes.add(name + "_n");
      tables.add(table);
    }
  }

  /// What the scripts begin with: three tables with rows, and one that is partitioned.
  static String schema() {
    StringBuilder sql = new StringBuilder("CREATE SCHEMA other;\n");
    for (String name : List.of("a", "b", "c")) {
      sql.append(
          """
          CREATE TABLE %1$s (id int PRIMARY KEY, n int, w varchar(20), at timestamp);
          INSERT INTO %1$s SELECT i, i, 'w' || i, '2024-01-01' FROM generate_series(1, 3) i;
          CREATE INDEX %1$s_n ON %1$s (n);
          """
              .formatted(name));
    }
    return sql.append(
            """
            CREATE TABLE parted (id int, at date) PARTITION BY RANGE (at);
            CREATE TABLE parted_1 PARTITION OF parted
              FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
            CREATE TABLE parted_2 (id int, at date);
            INSERT INTO parted VALUES (1, '2024-01-02');
            INSERT INTO parted_2 VALUES (2, '2024-02-02');
            """)
        .toString();
  }

  /// A script of some statements.
  ///
  /// @param alone whether each is a transaction by itself
  String script(boolean alone) {
    List<String> statements = new ArrayList<>();
    int count = 3 + random.nextInt(6);
    while (statements.size() < count) {
      statements.addAll(statement(alone));
    }
    return String.join(";\n", statements) + ";\n";
  }

  private List<String> statement(boolean alone) {
    Table table = pick(tables);
    return switch (random.nextInt(alone ? 15 : 14)) {
      case 0 -> addColumn(table);
      case 1 -> retype(table);
      case 2 -> renameColumn(table);
      case 3 -> rename(table);
      case 4 -> swap();
      case 5 -> move(table);
      case 6 -> replace(table);
      case 7 -> constraint(table);
      case 8 -> index(table);
      case 9 -> rows(table);
      case 10 -> dropColumn(table);
      case 11 -> partition();
      case 12 -> twoAtOnce(table);
      case 13 -> key(table);
      default -> concurrently(table);
    };
  }

  private List<String> addColumn(Table table) {
    Column column = new Column(fresh("c"), pick(TYPES));
    String end =
        switch (random.nextInt(4)) {
          case 0 -> " DEFAULT '2024'";
          case 1 -> " DEFAULT clock_timestamp()::text::" + column.type;
          default -> "";
        };
    if (end.contains("clock") && !column.type.equals("timestamp") && !column.type.equals("text")) {
      end = "";
    }
    if (end.endsWith("'2024'") && column.type.equals("timestamp")) {
      end = " DEFAULT '2024-01-01'";
    }
    table.columns.add(column);
    return List.of("ALTER TABLE " + table.sql() + " ADD COLUMN " + define(column) + end);
  }

  private List<String> retype(Table table) {
    Column column = pick(table.columns);
    String type = pick(TYPES);
    if (type.equals(column.type)) {
      return List.of();
    }
    boolean date = type.equals("timestamp") || column.type.equals("timestamp");
    if (date || column.type.equals("text") || column.type.startsWith("varchar")) {
      type = column.type.equals("text") ? "varchar(40)" : "text";
    }
    column.type = type;
    return List.of(
        "ALTER TABLE %s ALTER COLUMN %s TYPE %s".formatted(table.sql(), column.name, type));
  }

  private List<String> renameColumn(Table table) {
    Column column = pick(table.columns);
    String before = column.name;
    column.name = fresh("r");
    return List.of(
        "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table.sql(), before, column.name));
  }

  private List<String> rename(Table table) {
    String before = table.sql();
    table.name = fresh("t");
    return List.of("ALTER TABLE " + before + " RENAME TO " + table.name);
  }

  /// Two tables change their names with each other.
  private List<String> swap() {
    Table one = tables.get(0);
    Table other = tables.get(1);
    if (!one.schema.equals(other.schema)) {
      return List.of();
    }
    String between = fresh("t");
    String schema = one.schema.equals("public") ? "" : one.schema + ".";
    List<String> statements =
        List.of(
            "ALTER TABLE " + one.sql() + " RENAME TO " + between,
            "ALTER TABLE " + other.sql() + " RENAME TO " + one.name,
            "ALTER TABLE " + schema + between + " RENAME TO " + other.name);
    String name = one.name;
    one.name = other.name;
    other.name = name;
    return statements;
  }

  private List<String> move(Table table) {
    String before = table.sql();
    table.schema = SCHEMAS.get(1 - SCHEMAS.indexOf(table.schema));
    return List.of("ALTER TABLE " + before + " SET SCHEMA " + table.schema);
  }

  /// Another table gets the name of one that goes.
  private List<String> replace(Table table) {
    Table next = new Table(table.name);
    next.schema = table.schema;
    next.columns.add(new Column("n", "int"));
    next.columns.add(new Column("w", "text"));
    tables.set(tables.indexOf(table), next);
    return List.of(
        "DROP TABLE " + table.sql() + (random.nextBoolean() ? " CASCADE" : ""),
        "CREATE TABLE " + next.sql() + " (id int PRIMARY KEY, n int, w text)");
  }

  private List<String> constraint(Table table) {
    if (!table.checks.isEmpty() && random.nextBoolean()) {
      return List.of(
          "ALTER TABLE " + table.sql() + " VALIDATE CONSTRAINT " + table.checks.removeFirst());
    }
    Column column = pick(table.columns);
    String name = fresh("k");
    return switch (random.nextInt(4)) {
      case 0 -> {
        table.checks.add(name);
        yield List.of(
            "ALTER TABLE %s ADD CONSTRAINT %s CHECK (id > 0) NOT VALID"
                .formatted(table.sql(), name));
      }
      case 1 ->
          List.of("ALTER TABLE %s ADD CONSTRAINT %s CHECK (id > 0)".formatted(table.sql(), name));
      case 2 ->
          List.of(
              "ALTER TABLE %s ADD CONSTRAINT %s UNIQUE (id, %s)"
                  .formatted(table.sql(), name, column.name));
      default -> List.of("ALTER TABLE " + table.sql() + " ALTER COLUMN id SET NOT NULL");
    };
  }

  private List<String> index(Table table) {
    if (!table.indexes.isEmpty() && random.nextBoolean()) {
      String schema = table.schema.equals("public") ? "" : table.schema + ".";
      String index = table.indexes.removeFirst();
      return List.of(
          (random.nextBoolean() ? "DROP INDEX IF EXISTS " : "REINDEX INDEX ") + schema + index);
    }
    String name = fresh("i");
    return List.of(
        "CREATE INDEX %s ON %s (%s)".formatted(name, table.sql(), pick(table.columns).name));
  }

  private List<String> rows(Table table) {
    return List.of(
        switch (random.nextInt(4)) {
          case 0 -> "TRUNCATE " + table.sql();
          case 1 -> "UPDATE %1$s SET %2$s = %2$s".formatted(table.sql(), pick(table.columns).name);
          case 2 -> "DELETE FROM " + table.sql() + " WHERE id = 1";
          default -> "INSERT INTO " + table.sql() + " (id) VALUES (" + (100 + names++) + ")";
        });
  }

  private List<String> dropColumn(Table table) {
    if (table.columns.size() < 2) {
      return List.of();
    }
    Column column = pick(table.columns);
    table.columns.remove(column);
    return List.of("ALTER TABLE %s DROP COLUMN %s".formatted(table.sql(), column.name));
  }

  private List<String> partition() {
    return switch (random.nextInt(3)) {
      case 0 ->
          List.of(
              "ALTER TABLE parted ATTACH PARTITION parted_2"
                  + " FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')");
      case 1 -> List.of("ALTER TABLE parted DETACH PARTITION parted_1");
      default -> List.of("CREATE INDEX " + fresh("i") + " ON parted (id)");
    };
  }

  private List<String> twoAtOnce(Table table) {
    Column column = new Column(fresh("c"), "int");
    table.columns.add(column);
    return List.of(
        "ALTER TABLE %s ADD COLUMN %s, ALTER COLUMN id SET DEFAULT 0"
            .formatted(table.sql(), define(column)));
  }

  private List<String> key(Table table) {
    Table other = pick(tables);
    if (table == other) {
      return List.of();
    }
    return List.of(
        "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (id) REFERENCES %s (id)%s"
            .formatted(
                table.sql(), fresh("f"), other.sql(), random.nextBoolean() ? " NOT VALID" : ""));
  }

  private List<String> concurrently(Table table) {
    return List.of(
        random.nextBoolean()
            ? "CREATE INDEX CONCURRENTLY %s ON %s (id)".formatted(fresh("i"), table.sql())
            : "VACUUM " + table.sql());
  }

  private static String define(Column column) {
    return column.name + " " + column.type;
  }

  private String fresh(String letter) {
    return String.format(Locale.ROOT, "%s%d", letter, ++names);
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
