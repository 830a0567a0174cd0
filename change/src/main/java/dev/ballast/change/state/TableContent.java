package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;

/// What a table holds.
///
/// @param key the columns by which a row is named, empty where there are none
/// @param columns in the order of their names, so that their order in the table does not count
/// @param sketch gives back the rows in which two tables differ
record TableContent(
    QualifiedIdentifier table,
    List<String> key,
    List<ColumnSum> columns,
    Sums sums,
    RowSketch sketch) {

  /// @param rows how many there are
  /// @param one the hashes of the rows, added up
  /// @param other the same of a second hash
  record Sums(long rows, long one, long other) {}

  TableContent {
    requireNonNull(table, "table is null");
    key = List.copyOf(key);
    columns = List.copyOf(columns);
    requireNonNull(sums, "sums is null");
    requireNonNull(sketch, "sketch is null");
  }

  long rows() {
    return sums.rows();
  }

  List<String> names() {
    return columns.stream().map(ColumnSum::column).toList();
  }
}
