package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

/// The hashes of a column's values, added up.
record ColumnSum(String column, long sum) {
  ColumnSum {
    requireNonNull(column, "column is null");
  }
}
