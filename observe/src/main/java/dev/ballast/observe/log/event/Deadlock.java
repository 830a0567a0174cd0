package dev.ballast.observe.log.event;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.event.EventSource;
import java.util.List;
import java.util.Optional;

/// A deadlock as the log reported it.
///
/// @param event that was stored of it
/// @param sides the sessions that waited for each other
public record Deadlock(Event event, List<Side> sides) {
  /// Begins the names of details, before the number of the process.
  public static final String WAITER = "waiter_";

  public static final String STATEMENT = "statement_";

  public Deadlock {
    requireNonNull(event, "event is null");
    sides = List.copyOf(sides);
  }

  /// One session.
  ///
  /// @param waits what it waited for
  /// @param statement that it ran, without literals, where it could be parsed
  public record Side(String process, String waits, Optional<String> statement) {
    public Side {
      requireNonNull(process, "process is null");
      requireNonNull(waits, "waits is null");
      requireNonNull(statement, "statement is null");
    }
  }

  /// What an event reports, if it is of a deadlock.
  public static Optional<Deadlock> of(Event event) {
    if (event.source() != EventSource.LOG || !event.subject().equals(LogClass.DEADLOCK.key())) {
      return Optional.empty();
    }
    List<Side> sides =
        event.detail().stream()
            .filter(detail -> detail.name().startsWith(WAITER))
            .map(detail -> side(event, detail))
            .toList();
    return Optional.of(new Deadlock(event, sides));
  }

  private static Side side(Event event, EventDetail waiter) {
    String process = waiter.name().substring(WAITER.length());
    return new Side(process, waiter.value(), event.detail(STATEMENT + process));
  }

  /// The database of the session that was rolled back, where the log has it.
  public Optional<String> database() {
    return event.detail("session_database");
  }
}
