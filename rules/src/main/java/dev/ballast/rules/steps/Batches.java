package dev.ballast.rules.steps;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes a change of many rows as one of few, for the safe form that a hazard shows.
public final class Batches {
  private static final int KEYS = 10_000;

  /// Of a table without a key: its first pages.
  private static final List<String> PAGES = List.of("'(0,0)'", "'(500,0)'");

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
    boolean keyless =
        key.isEmpty() && schema.table(driving.name()).filter(KnownTable::whole).isPresent();
    String qualifier =
        among ? QualifiedName.of(driving.alias().orElse(driving.name().name())) + "." : "";
    String column = qualifier + QualifiedName.of(key.map(KnownColumn::name).orElse("id"));
    String range =
        keyless ? range(qualifier + "ctid", PAGES) : range(column, key.map(KnownColumn::type));
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
      keyless
          ? "-- and so on, a few hundred pages at a time, to what was the last page at the start"
          : "-- and so on, a few thousand rows at a time, to the last key"
    };
  }

  private static String range(String column, Optional<TypeName> type) {
    if (type.isEmpty() || type.get().isSerial() || is(type.get(), INTEGERS)) {
      return column + " >= 1 AND " + column + " < " + (KEYS + 1);
    }
    return range(
        column,
        is(type.get(), TEXTS)
            ? List.of("'a'", "'b'")
            : List.of("'first of the batch'", "'first of the next'"));
  }

  private static String range(String column, List<String> ends) {
    return column + " >= " + ends.getFirst() + " AND " + column + " < " + ends.getLast();
  }

  private static boolean is(TypeName type, Set<String> names) {
    return type.arrayDimensions() == 0 && names.stream().anyMatch(type::isSystem);
  }

  private static Optional<KnownColumn> key(QualifiedName table, KnownSchema schema) {
    Optional<KnownTable> known = schema.table(table);
    return known.stream()
        .flatMap(it -> it.constraints().stream())
        .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
        .flatMap(each -> each.columns().stream().limit(1))
        .flatMap(column -> known.flatMap(it -> it.column(column)).stream())
        .findFirst()
        .or(() -> known.flatMap(it -> it.column("id")));
  }
}
