package dev.ballast.lab.traffic.production;

import java.util.List;
import java.util.Optional;

/// A relation of the clone that statements name.
///
/// @param name quoted, with its schema
/// @param kind `r` a table, `p` a partitioned one, `v` a view, `m` a materialized one, `f` a
///     foreign table
/// @param pages blocks of 8 kB on disk, of all partitions
/// @param rows the planner's estimate, -1 where there is none
record CloneTable(String name, String kind, long pages, long rows, List<Column> columns) {
  CloneTable {
    columns = List.copyOf(columns);
  }

  /// @param type as `format_type` prints it, without its length
  /// @param length the most characters, below 0 where there is no limit
  /// @param key whether a unique index ends with it
  /// @param unique whether a unique index is of it alone
  record Column(String name, String type, int length, boolean key, boolean unique) {}

  Optional<Column> column(String wanted) {
    return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
  }

  /// Whether `TABLESAMPLE` takes it.
  boolean isStored() {
    return kind.equals("r") || kind.equals("p") || kind.equals("m");
  }
}
