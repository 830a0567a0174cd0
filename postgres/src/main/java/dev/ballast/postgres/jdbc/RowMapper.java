package dev.ballast.postgres.jdbc;

/// Turns the current row of an answer into a value.
@FunctionalInterface
public interface RowMapper<T> {
  T map(Row row);
}
