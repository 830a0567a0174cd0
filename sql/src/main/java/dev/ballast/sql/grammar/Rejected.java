package dev.ballast.sql.grammar;

import static java.util.Objects.requireNonNull;

/// The text was not accepted.
public record Rejected(SyntaxError error) implements ParseOutcome, Fingerprinted, Normalized {
  public Rejected {
    requireNonNull(error, "error is null");
  }
}
