package dev.ballast.store.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which events are wanted.
///
/// @param target of which target; of all where it is empty
/// @param sources seen by which; by any where it is empty
/// @param from the earliest moment
/// @param to the moment before which they happened
/// @param after the end of the page before
/// @param limit the most that are returned
public record EventQuery(
    Optional<String> target,
    Set<EventSource> sources,
    Instant from,
    Instant to,
    Optional<EventCursor> after,
    int limit) {
  public static final int MAX_LIMIT = 1_000;

  public EventQuery {
    requireNonNull(target, "target is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(after, "after is null");
    sources = Set.copyOf(sources);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
  }

  boolean wants(Event event) {
    return target.map(event.target()::equals).orElse(true)
        && (sources.isEmpty() || sources.contains(event.source()))
        && !event.at().isBefore(from)
        && event.at().isBefore(to)
        && after.map(a -> a.isBefore(event)).orElse(true);
  }
}
