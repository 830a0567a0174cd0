package dev.ballast.lab.twin;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What is special about a clone that is a twin.
///
/// @param database the one that it has
/// @param values whether its statistics hold values of rows
/// @param lacking what of the target's schema it lacks, and why; a line each
/// @param unread what of the target's statistics it lacks, and why; a line each
public record Twin(String database, boolean values, List<String> lacking, List<String> unread) {
  public Twin {
    requireNonNull(database, "database is null");
    lacking = List.copyOf(lacking);
    unread = List.copyOf(unread);
  }
}
