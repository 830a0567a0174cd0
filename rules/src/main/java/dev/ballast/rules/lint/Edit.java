package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Span;

/// A stretch of a script to be replaced by another text.
public record Edit(Span span, String replacement) {
  public Edit {
    requireNonNull(span, "span is null");
    requireNonNull(replacement, "replacement is null");
  }

  /// Whether the statement waits for older transactions from then on.
  public boolean makesConcurrent() {
    return replacement.contains("CONCURRENTLY");
  }
}
