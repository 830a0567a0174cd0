package dev.ballast.observe.collect.flaw;

import dev.ballast.observe.family.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The kinds of flaws that a schema may have.
enum Flaw {
  INVALID_INDEX(
      "Indexes that no query uses and every write maintains, since their build failed",
      labels("schema", "table", "index"),
      Figure.of("bytes", Unit.BYTES, "Its size")),
  SELDOM_USED_INDEX(
      "The indexes with the fewest scans; none of a key, none below 32 kB; of a partitioned table all of its partitions together",
      labels("schema", "table", "index"),
      Figure.of("bytes", Unit.BYTES, "Its size, when it was last vacuumed or analyzed"),
      Figure.of("scans", Unit.NUMBER, "Scans since the statistics began"),
      Figure.of(
          "last_scan_seconds", Unit.SECONDS, "How long ago it was last scanned; known from 16 on"),
      Figure.of(
          "statistics_seconds",
          Unit.SECONDS,
          "How long ago the database's statistics were reset; unknown where they never were"),
      Figure.of("partitioned", Unit.NUMBER, "1 where it is of a partitioned table")),
  REDUNDANT_INDEX(
      "Indexes whose columns are the first ones of another index of the same table",
      labels("schema", "table", "index", "kept"),
      Figure.of("bytes", Unit.BYTES, "Its size"),
      Figure.of("duplicate", Unit.NUMBER, "1 where the other one has no further column"),
      Figure.of("partitioned", Unit.NUMBER, "1 where it is of a partitioned table")),
  UNINDEXED_FOREIGN_KEY(
      "Foreign keys whose columns no index of their table begins with",
      labels("schema", "table", "constraint", "columns"),
      Figure.of(
          "bytes",
          Unit.BYTES,
          "The table's size without indexes, when it was last vacuumed or analyzed"),
      Figure.of("rows", Unit.NUMBER, "Rows of the table, estimated"),
      Figure.of("partitioned", Unit.NUMBER, "1 where it is of a partitioned table")),
  CONSTRAINT_NOT_VALID(
      "Constraints that were added NOT VALID and never validated",
      labels("schema", "table", "constraint"),
      Figure.of(
          "bytes",
          Unit.BYTES,
          "The table's size without indexes, when it was last vacuumed or analyzed")),
  TABLE_WITHOUT_KEY(
      "Tables without a primary key and without a unique index of columns that are NOT NULL",
      labels("schema", "table"),
      Figure.of(
          "bytes",
          Unit.BYTES,
          "The table's size without indexes, when it was last vacuumed or analyzed"),
      Figure.of("rows", Unit.NUMBER, "Its rows, estimated")),
  NO_REPLICA_IDENTITY(
      "Published tables whose updates and deletes fail, since no replica identity tells the row",
      labels("schema", "table"),
      Figure.of("found", Unit.NUMBER, "Always 1")),
  TRIGGER_DISABLED(
      "Triggers that do not fire, those of foreign keys by the name of the constraint",
      labels("schema", "table", "trigger"),
      Figure.of("internal", Unit.NUMBER, "1 where it enforces a constraint")),
  AUTOVACUUM_OFF(
      "Tables that autovacuum leaves out",
      labels("schema", "table"),
      Figure.of(
          "bytes",
          Unit.BYTES,
          "The table's size without indexes, when it was last vacuumed or analyzed"),
      Figure.of("rows_dead", Unit.NUMBER, "Dead rows, estimated")),
  TABLE_BLOAT(
      "The largest tables, and how much of them is empty by estimate",
      labels("schema", "table"),
      Figure.of(
          "bytes",
          Unit.BYTES,
          "The table's size without indexes, when it was last vacuumed or analyzed"),
      Figure.of(
          "empty_ratio",
          Unit.NUMBER,
          "Share of its pages that its rows would not need; unknown where its statistics are hidden")),
  INDEX_BLOAT(
      "The largest B-tree indexes, and how much of them is empty by estimate",
      labels("schema", "table", "index"),
      Figure.of("bytes", Unit.BYTES, "Its size"),
      Figure.of(
          "empty_ratio",
          Unit.NUMBER,
          "Share of its pages that its entries would not need; unknown where its statistics are hidden")),
  LARGE_TOAST(
      "Tables with 1 GB or more beside the table proper, in TOAST",
      labels("schema", "table"),
      Figure.of(
          "bytes",
          Unit.BYTES,
          "The table's size without indexes, when it was last vacuumed or analyzed"),
      Figure.of("toast_bytes", Unit.BYTES, "Size of its TOAST table, when it was last vacuumed")),
  LARGE_TABLE(
      "Tables of 50 GB or more that are no partitions",
      labels("schema", "table"),
      Figure.of("bytes", Unit.BYTES, "Its size with TOAST, when it was last vacuumed or analyzed")),
  DEFAULT_PARTITION(
      "Default partitions that have rows",
      labels("schema", "table", "parent"),
      Figure.of("bytes", Unit.BYTES, "Its size"),
      Figure.of("rows", Unit.NUMBER, "Its live rows, estimated")),
  LAST_PARTITION(
      "Tables that are partitioned by time, and how much of the last partition is past",
      labels("schema", "table", "partition"),
      Figure.of(
          "past_ratio",
          Unit.NUMBER,
          "Share of the last partition that is past; over 1 after its end"),
      Figure.of("end_timestamp_seconds", Unit.TIMESTAMP, "Where the last partition ends"),
      Figure.of("has_default", Unit.NUMBER, "1 where a default partition takes what comes after"),
      Figure.of("begin_timestamp_seconds", Unit.TIMESTAMP, "Where the last partition begins")),
  UNLOGGED_TABLE(
      "Tables that are empty after a crash and on every standby and backup",
      labels("schema", "table"),
      Figure.of(
          "bytes",
          Unit.BYTES,
          "The table's size without indexes, when it was last vacuumed or analyzed")),
  COLLATION_VERSION(
      "Collations whose order is not the one that indexes were built with",
      labels("kind", "name"),
      Figure.of("indexes", Unit.NUMBER, "Indexes that use it")),
  EXTENSION_VERSION(
      "Extensions of another version than the one that the server has the files of",
      labels("extension", "installed", "available"),
      Figure.of("found", Unit.NUMBER, "Always 1")),
  SCHEMA_OPEN(
      "Schemas in which every role may make objects",
      labels("schema"),
      Figure.of("found", Unit.NUMBER, "Always 1")),
  NARROW_FOREIGN_KEY(
      "Foreign key columns that are smaller than what they reference",
      labels("schema", "table", "constraint", "column"),
      Figure.of(
          "bytes",
          Unit.BYTES,
          "The table's size without indexes, when it was last vacuumed or analyzed")),
  DEFINER_FUNCTION(
      "Functions that run with the rights of a superuser, look names up in the search path of who calls them, and that everybody may call",
      labels("schema", "function", "arguments"),
      Figure.of("found", Unit.NUMBER, "Always 1")),
  POLICY_NOT_ENFORCED(
      "Tables with row security policies that are not in force",
      labels("schema", "table"),
      Figure.of("policies", Unit.NUMBER, "Its policies"));

  private final String help;
  private final List<String> labels;
  private final List<Figure> figures;

  /// A figure of an object that has the flaw.
  record Figure(String name, Unit unit, String help) {
    static Figure of(String name, Unit unit, String help) {
      return new Figure(name, unit, help);
    }
  }

  Flaw(String help, List<String> labels, Figure... figures) {
    this.help = help;
    this.labels = labels;
    this.figures = Arrays.asList(figures);
  }

  private static List<String> labels(String... names) {
    return Arrays.asList(names);
  }

  /// The name of its family and of its query.
  String key() {
    return "flaw_" + name().toLowerCase(Locale.ROOT);
  }

  String help() {
    return help;
  }

  List<String> labels() {
    return labels;
  }

  List<Figure> figures() {
    return figures;
  }
}
