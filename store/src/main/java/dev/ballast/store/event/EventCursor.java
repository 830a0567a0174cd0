package dev.ballast.store.event;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Where a page of events ended: the next one begins behind it.
public record EventCursor(Instant at, UUID id) {
  private static final char BETWEEN = '~';
  private static final int ID_LENGTH = 36;

  public EventCursor {
    requireNonNull(at, "at is null");
    requireNonNull(id, "id is null");
  }

  static EventCursor of(Event event) {
    return new EventCursor(event.at(), event.id());
  }

  /// Whether the event comes behind it, the newest being first.
  boolean isBefore(Event event) {
    int order = event.at().compareTo(at);
    return order == 0 ? event.id().toString().compareTo(id.toString()) < 0 : order < 0;
  }

  /// For a request for the next page.
  public String text() {
    return at.toString() + BETWEEN + id;
  }

  /// What [#text()] made; empty for any other text.
  public static Optional<EventCursor> parse(String text) {
    int between = text.indexOf(BETWEEN);
    if (between < 0 || text.length() - between - 1 != ID_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new EventCursor(
              Instant.parse(text.substring(0, between)),
              UUID.fromString(text.substring(between + 1))));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
