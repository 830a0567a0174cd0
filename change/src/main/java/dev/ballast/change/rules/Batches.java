package dev.ballast.change.rules;

import dev.ballast.change.schema.KnownSchema;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.QualifiedName;

/// Writes a change of many rows as one of few, for the safe form that a hazard shows.
public final class Batches {
  private static final int KEYS = 10_000;

  private Batches() {}

  /// The statement for the first keys, with remarks on the others.
  ///
  /// @param sql an UPDATE or DELETE as written
  public static String[] of(String sql, QualifiedName table, KnownSchema schema) {
    String key = QualifiedName.of(key(table, schema)).toString();
    int returning = Clauses.find(sql, "returning").orElse(sql.length());
    String range = key + " >= 1 AND " + key + " < " + (KEYS + 1);
    String batch =
        Clauses.find(sql, "where")
            .map(
                where ->
                    sql.substring(0, where)
                        + "WHERE ("
                        + sql.substring(where + "where".length(), returning).strip()
                        + ") AND "
                        + range)
            .orElse(sql.substring(0, returning).strip() + " WHERE " + range);
    return new String[] {
      "-- each batch in a transaction of its own, with a pause in between:",
      batch,
      "-- and so on, " + KEYS + " keys at a time, to the last one"
    };
  }

  private static String key(QualifiedName table, KnownSchema schema) {
    return schema.table(table).stream()
        .flatMap(known -> known.constraints().stream())
        .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY && each.columns().size() == 1)
        .map(each -> each.columns().getFirst())
        .findFirst()
        .orElse("id");
  }
}
