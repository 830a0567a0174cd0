package dev.ballast.sample.data;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.util.function.Supplier;

/// The load of one table, or of one partition: where the rows go and what they are.
///
/// @param table name in the schema `shop`, an identifier that needs no quotes
/// @param columns the columns the stream fills, in its order
/// @param rows about how many rows there are; the largest loads start first
/// @param content opens the rows in COPY's text format; every stream opened gives the same bytes
public record TableLoad(String table, String columns, long rows, Supplier<InputStream> content) {
  public TableLoad {
    requireNonNull(table, "table is null");
    requireNonNull(columns, "columns is null");
    requireNonNull(content, "content is null");
  }

  static TableLoad of(
      String table, String columns, long first, long last, Supplier<RowWriter> writer) {
    return new TableLoad(
        table, columns, last - first + 1, () -> new CopyStream(writer.get(), first, last));
  }
}
