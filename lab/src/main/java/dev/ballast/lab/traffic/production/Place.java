package dev.ballast.lab.traffic.production;

import dev.ballast.sql.tree.QualifiedName;

/// Where a parameter stands, as far as that says which values make sense.
sealed interface Place {
  int parameter();

  /// A relation where a statement uses it: one use of a table is one row that all its columns are
  /// taken from.
  ///
  /// @param number of the use in the statement
  record Use(int number, QualifiedName table) {}

  /// Compared with a column.
  ///
  /// @param expression of the column in SQL, such as `lower("email")`
  /// @param bounded whether the statement ends by `LIMIT`, so that a bound need not be narrow
  record Compared(
      int parameter, Use use, String column, String expression, How how, boolean bounded)
      implements Place {}

  /// How a parameter is compared with a column.
  enum How {
    EQUAL,
    /// The column is above it.
    ABOVE,
    /// The column is below it.
    BELOW,
    PATTERN,
    /// It is an array that the column's value is in.
    ELEMENT
  }

  /// Written into a column.
  ///
  /// @param inserted whether it is of a new row
  /// @param conflict what happens where the row is there already
  record Stored(int parameter, Use use, String column, boolean inserted, Conflict conflict)
      implements Place {}

  /// What an `INSERT` says of a row that is there already.
  enum Conflict {
    NOT_PROVIDED_FOR,
    NOTHING,
    UPDATE
  }

  /// What a function takes.
  ///
  /// @param position from 0
  record Argument(int parameter, String function, int position) implements Place {}
}
