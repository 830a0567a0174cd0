package dev.ballast.change.course;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.LockMode;
import java.time.Duration;

/// A lock on a relation that others can reach. Times are since the beginning of the course; it was
/// taken between `from` and the look after it, and held until the end of its transaction.
///
/// @param statement number of the one that took it
public record LockHeld(String relation, LockMode mode, int statement, Duration from, Duration to) {
  public LockHeld {
    requireNonNull(relation, "relation is null");
    requireNonNull(mode, "mode is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
  }
}
