package dev.ballast.lab.made;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The columns of tables, as far as one must know them to make up a row.
public final class MadeColumns {
  private MadeColumns() {}

  /// By table; of each in their order.
  ///
  /// @param tables by `pg_class.oid`
  public static Map<Long, List<Column>> read(Session session, Collection<Long> tables) {
    return session
        .query(
            SqlResource.load(MadeColumns.class, "columns", session.version()),
            Column::of,
            tables.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
        .stream()
        .collect(Collectors.groupingBy(Column::table));
  }
}
