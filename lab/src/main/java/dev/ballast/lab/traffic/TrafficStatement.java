package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.ServerStatement.Keeping;

/// One statement of the traffic, as the server gets it.
///
/// @param name as reports name it
/// @param text with `$1` where a parameter stands
/// @param parameters how many it has
/// @param readOnly whether it was proven to write nothing
/// @param keeping whether a session keeps it prepared
public record TrafficStatement(
    String name, String text, int parameters, boolean readOnly, Keeping keeping) {
  public TrafficStatement {
    requireNonNull(name, "name is null");
    requireNonNull(text, "text is null");
    requireNonNull(keeping, "keeping is null");
    if (parameters < 0) {
      throw new IllegalArgumentException("fewer than no parameters");
    }
  }
}
