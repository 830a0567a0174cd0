package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;
import java.util.Optional;

/// An exclusion constraint, or a key WITHOUT OVERLAPS (18): no two rows may satisfy all its
/// operators at once.
///
/// @param rows how many rows the planner believes the table has
/// @param hashable one of the operators is an equality, so that not every pair is looked at
record ExclusionRule(
    String name,
    QualifiedIdentifier table,
    String owner,
    Comparison comparison,
    Optional<String> predicate,
    long rows,
    boolean hashable) {

  /// How two rows are compared, in SQL.
  ///
  /// @param keys `... AS k1, ... AS k2`
  /// @param conflict true where rows `a` and `b` exclude each other
  /// @param line the keys of row `a`
  record Comparison(String keys, String conflict, String line) {}

  /// Beyond this, comparing each row with each other takes too long.
  private static final long MAX_PAIRED_ROWS = 3000;

  static List<ExclusionRule> all(Session session) {
    return session.query(
        SqlResource.load(ExclusionRule.class, "constraints", session.version()), ExclusionRule::of);
  }

  private static ExclusionRule of(Row row) {
    return new ExclusionRule(
        row.text("name"),
        QualifiedIdentifier.of(row.text("schema"), row.text("table")),
        row.text("owner"),
        new Comparison(row.text("keys"), row.text("conflict"), row.text("line")),
        row.textOrEmpty("predicate"),
        row.number("rows"),
        row.flag("hashable"));
  }

  String display() {
    return "exclusion constraint %s of %s".formatted(name, table.display());
  }

  boolean feasible() {
    return hashable || rows <= MAX_PAIRED_ROWS;
  }

  /// The keys of every row that excludes a later one, as `line`. It is one statement with its own
  /// WITH, which may stand in a subquery.
  String violations() {
    return """
        WITH k AS MATERIALIZED (SELECT t.ctid AS place, %s FROM ONLY %s AS t%s)
        SELECT ROW(%s)::pg_catalog.text AS line FROM k AS a JOIN k AS b ON a.place OPERATOR(pg_catalog.<) b.place AND %s
        """
        .formatted(
            comparison.keys(),
            table,
            predicate.map(p -> " WHERE " + p).orElse(""),
            comparison.line(),
            comparison.conflict());
  }
}
