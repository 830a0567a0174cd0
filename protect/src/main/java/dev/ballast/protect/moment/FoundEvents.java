package dev.ballast.protect.moment;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a search found.
///
/// @param from where the log begins that was read
/// @param to where it ends
/// @param times the oldest and the newest time in it; empty where it has none
/// @param events in the order of their commits
/// @param notes what the search could not see, or left out
public record FoundEvents(
    Lsn from, Lsn to, Optional<Times> times, List<LogEvent> events, List<String> notes) {
  public FoundEvents {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(times, "times is null");
    events = List.copyOf(events);
    notes = List.copyOf(notes);
  }

  /// The same with more that the search could not see.
  public FoundEvents withNotes(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new FoundEvents(from, to, times, events, all);
  }

  /// The oldest and the newest time in a log.
  public record Times(Instant oldest, Instant newest) {
    public Times {
      requireNonNull(oldest, "oldest is null");
      requireNonNull(newest, "newest is null");
    }

    Times with(Instant at) {
      return new Times(at.isBefore(oldest) ? at : oldest, at.isAfter(newest) ? at : newest);
    }
  }
}
