package dev.ballast.secure.isolation;

import static java.util.Objects.requireNonNull;

import dev.ballast.secure.workload.Attempt;
import java.util.List;

/// A statement of one tenant that learns or changes what belongs to another.
///
/// @param attempt what was tried
/// @param seen what showed it, a sentence
/// @param reproduction lines of a psql script that repeats it on an empty copy of the schema
public record Leak(Attempt attempt, String seen, List<String> reproduction) {
  public Leak {
    requireNonNull(attempt, "attempt is null");
    requireNonNull(seen, "seen is null");
    reproduction = List.copyOf(reproduction);
  }

  /// Whether the other one is the same way to the same object.
  boolean isLike(Leak other) {
    return attempt.way() == other.attempt.way() && attempt.object().equals(other.attempt.object());
  }
}
