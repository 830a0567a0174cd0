package dev.ballast.store.event;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import java.util.List;
import java.util.Optional;

/// Some events, the newest first.
///
/// @param next where the next page begins; empty on the last one
/// @param incomplete why only those are here that the store does not have yet
public record EventPage(
    List<Event> events, Optional<EventCursor> next, Optional<Fault> incomplete) {
  public EventPage {
    events = List.copyOf(events);
    requireNonNull(next, "next is null");
    requireNonNull(incomplete, "incomplete is null");
  }
}
