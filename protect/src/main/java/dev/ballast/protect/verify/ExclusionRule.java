package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;
import java.util.Optional;

/// An exclusion constraint, or a key WITHOUT OVERLAPS (18): no two rows may satisfy all its
/// operators at once.
///
/// @param rows how many rows the planner believes the table has
/// @param groups the keys compared by an equality, so that not every pair is looked at
record ExclusionRule(
    String name,
    QualifiedIdentifier table,
    String owner,
    Comparison comparison,
    Optional<String> predicate,
    long rows,
    Optional<String> groups,
    Making making) {

  /// How two rows are compared, in SQL.
  ///
  /// @param keys `... AS k1, ... AS k2`
  /// @param conflict true where rows `a` and `b` exclude each other
  /// @param line the keys of row `a`
  record Comparison(String keys, String conflict, String line) {}

  /// How its index is made on a table whose columns are the keys.
  record Making(String method, String elements) {}

  /// Beyond this, comparing each row with each other takes longer than rebuilding the index.
  private static final long MAX_PAIRS = 10_000_000;

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
        row.textOrEmpty("groups"),
        new Making(row.text("method"), row.text("elements")));
  }

  String display() {
    return "exclusion constraint %s of %s".formatted(name, table.display());
  }

  /// Whether its rows are so many, or so alike, that comparing all pairs takes too long.
  boolean isLarge(Session owner) {
    if (rows <= MAX_PAIRS / Math.max(1, rows)) {
      return false;
    }
    return groups.isEmpty()
        || owner.number(
                """
                SELECT coalesce(pg_catalog.sum(g.n * g.n), 0) FROM (
                  SELECT pg_catalog.count(*) AS n FROM (SELECT %s FROM ONLY %s AS t%s) AS k GROUP BY %s) AS g
                """
                    .formatted(comparison.keys(), table, where(), groups.get()))
            > MAX_PAIRS;
  }

  private String where() {
    return predicate.map(p -> " WHERE " + p).orElse("");
  }

  /// The same constraint on a copy of the keys.
  FreshKey fresh() {
    return new FreshKey(
        "SELECT %s FROM ONLY %s AS t%s".formatted(comparison.keys(), table, where()),
        "ALTER TABLE %s ADD EXCLUDE USING %s (%s)"
            .formatted(FreshKey.TABLE, new Identifier(making.method()), making.elements()));
  }

  /// The keys of every row that excludes a later one, as `line`. It is one statement with its own
  /// WITH, which may stand in a subquery.
  String violations() {
    return """
        WITH k AS MATERIALIZED (SELECT t.ctid AS place, %s FROM ONLY %s AS t%s)
        SELECT ROW(%s)::pg_catalog.text AS line FROM k AS a JOIN k AS b ON a.place OPERATOR(pg_catalog.<) b.place AND %s
        """
        .formatted(comparison.keys(), table, where(), comparison.line(), comparison.conflict());
  }
}
