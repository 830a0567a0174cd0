package dev.ballast.rules.steps;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.TypeName;
import java.util.Optional;
import java.util.Set;

/// Writes a change of many rows as one of few, for the safe form that a hazard shows.
public final class Batches {
  private static final int KEYS = 10_000;
  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");
  private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar");

  private Batches() {}

  /// The statement for the first keys, with remarks on the others.
  ///
  /// @param sql an UPDATE, DELETE or INSERT ... SELECT as written, without clauses behind its WHERE
  ///     but RETURNING
  /// @param driving the relation whose keys are counted off
  /// @param among whether the statement names other relations, so that the key needs its table
  public static String[] of(String sql, RelationUse driving, boolean among, KnownSchema schema) {
    Optional<KnownColumn> key = key(driving.name(), schema);
    String qualifier =
        among ? QualifiedName.of(driving.alias().orElse(driving.name().name())) + "." : "";
    String column = qualifier + QualifiedName.of(key.map(KnownColumn::name).orElse("id"));
    String range = range(column, key.map(KnownColumn::type));
    SqlText text = SqlText.of(sql);
    int end = text.lastOuter("RETURNING").map(Span::start).orElse(sql.length());
    String batch =
        text.lastOuter("WHERE")
            .filter(where -> where.end() <= end)
            .map(
                where ->
                    sql.substring(0, where.start())
                        + "WHERE ("
                        + sql.substring(where.end(), end).strip()
                        + ") AND "
                        + range)
            .orElse(sql.substring(0, end).strip() + " WHERE " + range);
    return new String[] {
      "-- each batch in a transaction of its own, with a pause in between:",
      batch,
      "-- and so on, a few thousand rows at a time, to the last key"
    };
  }

  private static String range(String column, Optional<TypeName> type) {
    if (type.isEmpty() || type.get().isSerial() || is(type.get(), INTEGERS)) {
      return column + " >= 1 AND " + column + " < " + (KEYS + 1);
    }
    String from = is(type.get(), TEXTS) ? "'a'" : "'first of the batch'";
    String to = is(type.get(), TEXTS) ? "'b'" : "'first of the next'";
    return column + " >= " + from + " AND " + column + " < " + to;
  }

  private static boolean is(TypeName type, Set<String> names) {
    return type.arrayDimensions() == 0 && names.stream().anyMatch(type::isSystem);
  }

  private static Optional<KnownColumn> key(QualifiedName table, KnownSchema schema) {
    return schema.table(table).stream()
        .flatMap(
            known ->
                known.constraints().stream()
                    .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
                    .map(each -> each.columns().stream().findFirst())
                    .flatMap(Optional::stream)
                    .flatMap(column -> known.column(column).stream()))
        .findFirst();
  }
}
