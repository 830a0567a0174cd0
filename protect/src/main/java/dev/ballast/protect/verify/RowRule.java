package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;

/// A rule that every row of a table must satisfy on its own: a CHECK, a NOT NULL, or the check of a
/// column's domain.
///
/// @param broken in SQL, true for a row that breaks the rule; the table goes by its own name, for
/// checks of whole rows name it
/// @param constraint its oid; 0 for a NOT NULL
/// @param claimed whether the database claims that existing rows satisfy it
record RowRule(
    QualifiedIdentifier table,
    String owner,
    String name,
    String broken,
    long constraint,
    boolean claimed) {

  static List<RowRule> all(Session session) {
    return session.query(SqlResource.load(RowRule.class, "rules", session.version()), RowRule::of);
  }

  private static RowRule of(Row row) {
    return new RowRule(
        QualifiedIdentifier.of(row.text("schema"), row.text("table")),
        row.text("owner"),
        row.text("name"),
        row.text("broken"),
        row.number("constraint"),
        row.flag("claimed"));
  }

  String display() {
    return "%s of %s".formatted(name, table.display());
  }

  /// The rows that break it, as `line`. Not by a cast: a row type may have one of its own.
  String violations() {
    return "SELECT pg_catalog.textin(pg_catalog.record_out(%s.*)) AS line FROM ONLY %s WHERE %s"
        .formatted(table.name(), table, broken);
  }
}
