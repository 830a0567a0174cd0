package dev.ballast.change.course;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.LockMode;
import java.time.Duration;

/// Other sessions that waited for a lock on a relation behind the change. Waits of one mode that
/// overlap are one. Times are since the beginning of the course.
///
/// @param relation what they waited for, and not what kept them waiting
/// @param wanted the mode that they waited for
/// @param to when a wait was seen last
/// @param waits how many there were
/// @param longest of them
public record LockWaited(
    String relation, LockMode wanted, Duration from, Duration to, int waits, Duration longest) {
  public LockWaited {
    requireNonNull(relation, "relation is null");
    requireNonNull(wanted, "wanted is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(longest, "longest is null");
  }
}
