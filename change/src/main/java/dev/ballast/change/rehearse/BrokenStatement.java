package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

/// A statement of the application before the change that fails on the schema after it.
///
/// @param after the script and the number of its statement after which it fails first
public record BrokenStatement(String text, String after, String sqlState, String message) {
  public BrokenStatement {
    requireNonNull(text, "text is null");
    requireNonNull(after, "after is null");
    requireNonNull(sqlState, "sqlState is null");
    requireNonNull(message, "message is null");
  }
}
