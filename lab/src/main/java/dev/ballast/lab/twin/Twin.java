package dev.ballast.lab.twin;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What is special about a clone that is a twin.
///
/// @param database the one that it has
/// @param values whether its statistics hold values of rows
/// @param leftOut what of the target it lacks, and why; a line each
public record Twin(String database, boolean values, List<String> leftOut) {
  public Twin {
    requireNonNull(database, "database is null");
    leftOut = List.copyOf(leftOut);
  }
}
