package dev.ballast.sample.data;

/// Writes what one key of a table's source stands for: no row, one, or several.
@FunctionalInterface
interface RowWriter {
  void write(long key, CopyRow row);
}
