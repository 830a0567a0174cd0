package dev.ballast.observe.statement;

/// A way to write a statement that costs more than it seems to.
public enum Habit {
  /// `SELECT *` or `t.*` from a table.
  EVERY_COLUMN,
  /// `OFFSET` with a value that grows from page to page.
  OFFSET_PAGING,
  /// `IN` with a list of many parameters.
  LONG_LIST,
  /// One row by its key, without a join.
  SINGLE_ROW
}
