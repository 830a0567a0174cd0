package dev.ballast.lab.traffic.production;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows of the clone's own tables, sampled, so that a frequent value is drawn as often as it is
/// stored. Not thread-safe; what it returns is immutable.
final class Samples {
  /// A table whose rows nobody has counted is sampled by so many of its blocks.
  static final int BLOCKS = 100;

  /// The most rows of a sample.
  static final int ROWS = 5_000;

  private final Session clone;
  private final Map<Request, Sample> taken = new HashMap<>();

  Samples(Session clone) {
    this.clone = clone;
  }

  /// @param expressions of columns, in SQL
  /// @param ranked those of them that are ordered by
  /// @param compared whether rows with a NULL in one of them are of no use
  record Request(
      CloneTable table, List<String> expressions, List<String> ranked, boolean compared) {
    Request {
      expressions = List.copyOf(expressions);
      ranked = List.copyOf(ranked);
    }
  }

  /// Rows as text.
  ///
  /// @param rows the values of the requested expressions
  /// @param orders for each expression that is ordered by, the numbers of the rows in its order
  record Sample(List<List<Optional<String>>> rows, Map<String, List<Integer>> orders) {
    Sample {
      rows = List.copyOf(rows);
      orders = Map.copyOf(orders);
    }
  }

  Sample take(Request request) {
    Sample known = taken.get(request);
    if (known == null) {
      known = read(request);
      taken.put(request, known);
    }
    return known;
  }

  private Sample read(Request request) {
    List<List<Optional<String>>> rows = clone.query(sql(request), row -> values(row, request));
    List<List<Optional<String>>> values =
        rows.stream().map(row -> row.subList(0, request.expressions().size())).toList();
    Map<String, List<Integer>> orders = new HashMap<>();
    for (int i = 0; i < request.ranked().size(); i++) {
      int column = request.expressions().size() + i;
      orders.put(
          request.ranked().get(i),
          IntStream.range(0, rows.size())
              .boxed()
              .sorted(
                  Comparator.comparingLong(
                      row -> Long.parseLong(rows.get(row).get(column).orElse("0"))))
              .toList());
    }
    return new Sample(values, orders);
  }

  private static List<Optional<String>> values(Row row, Request request) {
    List<Optional<String>> values = new ArrayList<>();
    for (int i = 0; i < request.expressions().size(); i++) {
      values.add(row.textOrEmpty("c" + i));
    }
    for (int i = 0; i < request.ranked().size(); i++) {
      values.add(row.textOrEmpty("r" + i));
    }
    return List.copyOf(values);
  }

  private static String sql(Request request) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < request.expressions().size(); i++) {
      columns.add("(" + request.expressions().get(i) + ")::text AS c" + i);
    }
    for (int i = 0; i < request.ranked().size(); i++) {
      columns.add("row_number() OVER (ORDER BY " + request.ranked().get(i) + ") AS r" + i);
    }
    String where =
        request.compared()
            ? request.expressions().stream()
                .map(expression -> "(" + expression + ") IS NOT NULL")
                .collect(Collectors.joining(" AND ", " WHERE ", ""))
            : "";
    return "SELECT "
        + String.join(", ", columns)
        + " FROM (SELECT * FROM "
        + request.table().name()
        + sampling(request.table())
        + where
        + " LIMIT "
        + ROWS
        + ") AS sample";
  }

  /// Blocks from all over the table, a fifth more than are needed on average, since the limit would
  /// otherwise prefer those at its beginning.
  private static String sampling(CloneTable table) {
    if (!table.isStored()) {
      return "";
    }
    double percent =
        table.rows() > 0
            ? 120.0 * ROWS / table.rows()
            : 100.0 * BLOCKS / Math.max(1, table.pages());
    return percent >= 100 ? "" : " TABLESAMPLE SYSTEM (" + percent + ") REPEATABLE (1)";
  }
}
