package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A foreign key, as declared: the constraints that a partitioned table's key leaves on its
/// partitions are parts of it, and its rows are read through the partitioned tables.
///
/// @param full MATCH FULL: columns are null all together or not at all
/// @param period the last column is a range that the referenced ranges must cover together (18)
record ForeignKey(
    String name,
    Side referencing,
    Side referenced,
    boolean full,
    boolean period,
    boolean validated,
    boolean enforced,
    List<Pair> pairs) {

  /// One of the two tables.
  record Side(QualifiedIdentifier table, boolean partitioned, String owner) {
    /// A partitioned table has its rows in its partitions; any other table has them itself, and its
    /// inheritance children do not share its keys.
    String rows() {
      return partitioned ? table.toString() : "ONLY " + table;
    }
  }

  /// @param column with its collation where that is another than the referenced column's
  /// @param bare the column's name alone
  /// @param operator compares the referenced column with the referencing one
  /// @param schema the operator's
  record Pair(
      String column, String bare, String referencedColumn, String operator, String schema) {}

  private record Part(long oid, ForeignKey key) {}

  static List<ForeignKey> all(Session session) {
    String query = SqlResource.load(ForeignKey.class, "keys", session.version());
    Map<Long, ForeignKey> byOid = new LinkedHashMap<>();
    session
        .query(query, row -> new Part(row.number("oid"), of(row)))
        .forEach(part -> byOid.merge(part.oid(), part.key(), ForeignKey::with));
    return List.copyOf(byOid.values());
  }

  private static ForeignKey of(Row row) {
    return new ForeignKey(
        row.text("name"),
        new Side(
            QualifiedIdentifier.of(row.text("schema"), row.text("table")),
            row.flag("partitioned"),
            row.text("owner")),
        new Side(
            QualifiedIdentifier.of(row.text("referenced_schema"), row.text("referenced")),
            row.flag("referenced_partitioned"),
            row.text("referenced_owner")),
        row.flag("full"),
        row.flag("period"),
        row.flag("validated"),
        row.flag("enforced"),
        List.of(
            new Pair(
                row.text("column"),
                row.text("bare"),
                row.text("referenced_column"),
                row.text("operator"),
                row.text("operator_schema"))));
  }

  private ForeignKey with(ForeignKey next) {
    List<Pair> both = new ArrayList<>(pairs);
    both.addAll(next.pairs);
    return new ForeignKey(
        name, referencing, referenced, full, period, validated, enforced, List.copyOf(both));
  }

  String display() {
    return "foreign key %s of %s".formatted(name, referencing.table().display());
  }

  /// The referencing columns of the rows that break it, as `line`.
  String violations() {
    String columns = pairs.stream().map(p -> "f." + p.column()).collect(Collectors.joining(", "));
    String present = nulls() + " = 0";
    String orphan = present + " AND NOT " + (period ? covered() : found());
    String where =
        full ? "(%s) OR %s NOT IN (0, %d)".formatted(orphan, nulls(), pairs.size()) : orphan;
    return "SELECT ROW(%s)::pg_catalog.text AS line FROM %s AS f WHERE %s"
        .formatted(columns, referencing.rows(), where);
  }

  /// Counted, not tested: on a NOT NULL column the planner takes `IS NOT NULL` for true without
  /// looking (from 17).
  private String nulls() {
    return pairs.stream()
        .map(p -> "f." + p.bare())
        .collect(Collectors.joining(", ", "pg_catalog.num_nulls(", ")"));
  }

  private String found() {
    return "EXISTS (SELECT FROM %s AS r WHERE %s)"
        .formatted(referenced.rows(), matches(pairs.size()));
  }

  private String covered() {
    Pair last = pairs.getLast();
    return "coalesce(f.%s OPERATOR(pg_catalog.<@) (SELECT pg_catalog.range_agg(r.%s) FROM %s AS r WHERE %s AND r.%s OPERATOR(pg_catalog.&&) f.%s), false)"
        .formatted(
            last.column(),
            last.referencedColumn(),
            referenced.rows(),
            matches(pairs.size() - 1),
            last.referencedColumn(),
            last.column());
  }

  private String matches(int count) {
    return IntStream.range(0, count)
        .mapToObj(pairs::get)
        .map(p -> "r.%s %s f.%s".formatted(p.referencedColumn(), p.operator(), p.column()))
        .collect(Collectors.joining(" AND "));
  }
}
