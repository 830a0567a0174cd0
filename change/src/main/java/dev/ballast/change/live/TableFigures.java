package dev.ballast.change.live;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/// How big and how busy a table is, from a configuration, for use without a server.
///
/// @param name with its schema, or without one for `public`
/// @param rows rows in the table
/// @param bytes of the table with its indexes and TOAST
/// @param statementsPerSecond statements that use it
public record TableFigures(
    String name, OptionalLong rows, OptionalLong bytes, OptionalLong statementsPerSecond) {
  private static final String DEFAULT_SCHEMA = "public.";

  public TableFigures {
    requireNonNull(name, "name is null");
    requireNonNull(rows, "rows is null");
    requireNonNull(bytes, "bytes is null");
    requireNonNull(statementsPerSecond, "statementsPerSecond is null");
  }

  String qualifiedName() {
    return name.contains(".") ? name : DEFAULT_SCHEMA + name;
  }
}
