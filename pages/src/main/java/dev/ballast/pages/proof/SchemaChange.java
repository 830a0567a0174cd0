package dev.ballast.pages.proof;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// A relation that appeared, disappeared or changed.
///
/// @param at when it was seen
/// @param since when it was as before for the last time that is known
/// @param known the change that it comes from; empty where none was recorded
public record SchemaChange(
    Instant at, Instant since, String target, String what, Optional<Known> known) {
  /// What is said of a change that nobody recorded.
  public static final String OUTSIDE = "changed outside of a recorded change";

  public SchemaChange {
    requireNonNull(at, "at is null");
    requireNonNull(since, "since is null");
    requireNonNull(target, "target is null");
    requireNonNull(what, "what is null");
    requireNonNull(known, "known is null");
  }

  /// A recorded change.
  ///
  /// @param path of its page; empty where it has none
  public record Known(String what, Optional<String> path) {
    public Known {
      requireNonNull(what, "what is null");
      requireNonNull(path, "path is null");
    }
  }

  /// The change in one line, with where it comes from.
  public String line() {
    return what + " (" + known.map(Known::what).orElse(OUTSIDE) + ")";
  }
}
