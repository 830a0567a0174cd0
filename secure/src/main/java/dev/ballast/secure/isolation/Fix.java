package dev.ballast.secure.isolation;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.Identifier;

/// Statements that are to close leaks.
///
/// @param role that runs them
/// @param script of SQL alone; it is one transaction unless it has transactions of its own
public record Fix(Identifier role, String script) {
  public Fix {
    requireNonNull(role, "role is null");
    requireNonNull(script, "script is null");
  }
}
