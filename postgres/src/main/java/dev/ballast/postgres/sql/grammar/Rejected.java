package dev.ballast.postgres.sql.grammar;

import static java.util.Objects.requireNonNull;

/// The text was not accepted.
public record Rejected(SyntaxError error) implements Outcome, Fingerprinted, Normalized {
  public Rejected {
    requireNonNull(error, "error is null");
  }
}
