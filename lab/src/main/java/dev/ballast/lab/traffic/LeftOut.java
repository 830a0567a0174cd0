package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

/// A statement of production that the traffic cannot repeat.
///
/// @param statement its text, or where it stands
/// @param calls how often it ran in production
/// @param reason why, as a sentence of its own
public record LeftOut(String statement, double calls, String reason) {
  public LeftOut {
    requireNonNull(statement, "statement is null");
    requireNonNull(reason, "reason is null");
  }
}
