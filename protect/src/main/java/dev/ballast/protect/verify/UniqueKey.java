package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;
import java.util.Optional;

/// A unique B-tree index of one table or partition, primary keys included, deferrable or not: what
/// is committed must satisfy it.
///
/// @param keys in SQL, collations included, comma separated
/// @param present in SQL, true where no key is null
/// @param nullsDiffer two nulls are no duplicate
/// @param usual its opclass finds the same values equal as GROUP BY does
record UniqueKey(
    QualifiedIdentifier name,
    QualifiedIdentifier table,
    String owner,
    String keys,
    String present,
    boolean nullsDiffer,
    Optional<String> predicate,
    boolean usual,
    Making making) {

  /// How its index is made on a table whose columns are the keys.
  record Making(String columns, String elements) {}

  static List<UniqueKey> all(Session session) {
    return session.query(
        SqlResource.load(UniqueKey.class, "keys", session.version()), UniqueKey::of);
  }

  private static UniqueKey of(Row row) {
    return new UniqueKey(
        QualifiedIdentifier.of(row.text("index_schema"), row.text("index")),
        QualifiedIdentifier.of(row.text("schema"), row.text("table")),
        row.text("owner"),
        row.text("keys"),
        row.text("present"),
        row.flag("nulls_differ"),
        row.textOrEmpty("predicate"),
        row.flag("usual"),
        new Making(row.text("columns"), row.text("elements")));
  }

  String display() {
    return "unique key %s of %s".formatted(name.name().name(), table.display());
  }

  /// Every key that more than one row has, as `line`.
  String violations() {
    return "SELECT ROW(%s)::pg_catalog.text AS line FROM ONLY %s AS t WHERE %s GROUP BY %s HAVING pg_catalog.count(*) > 1"
        .formatted(keys, table, where(), keys);
  }

  /// The same key on a copy of the rows that have one: rows with a null are left out where nulls
  /// differ.
  FreshKey fresh() {
    return new FreshKey(
        "SELECT %s FROM ONLY %s AS t WHERE %s".formatted(making.columns(), table, where()),
        "CREATE UNIQUE INDEX ON %s (%s)%s"
            .formatted(
                FreshKey.TABLE, making.elements(), nullsDiffer ? "" : " NULLS NOT DISTINCT"));
  }

  private String where() {
    return (nullsDiffer ? present : "true") + predicate.map(p -> " AND (" + p + ")").orElse("");
  }
}
