package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

/// The rows that go between a client and the server while a COPY runs, by messages of their own.
sealed interface CopiedRows {
  /// `COPY ... FROM STDIN`.
  ///
  /// @param lines what psql would send, without the line `\.` at the end
  record In(String lines) implements CopiedRows {
    public In {
      requireNonNull(lines, "lines is null");
    }
  }

  /// `COPY ... TO STDOUT`: they are thrown away.
  record Out() implements CopiedRows {}
}
