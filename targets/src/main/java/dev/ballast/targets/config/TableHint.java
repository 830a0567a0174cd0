package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/// How big and how busy a table is, given by people where no database is available.
///
/// @param name with its schema, or without one for `public`
/// @param rows rows in the table
/// @param bytes of the table with its indexes and TOAST
/// @param statementsPerSecond statements that use it
public record TableHint(
    String name, OptionalLong rows, OptionalLong bytes, OptionalLong statementsPerSecond) {
  public TableHint {
    requireNonNull(name, "name is null");
    requireNonNull(rows, "rows is null");
    requireNonNull(bytes, "bytes is null");
    requireNonNull(statementsPerSecond, "statementsPerSecond is null");
  }
}
