package dev.ballast.observe.log.watch;

import dev.ballast.evidence.json.Json;
import dev.ballast.observe.log.event.Deadlock;
import dev.ballast.observe.log.event.Fact;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.observe.log.event.LogEvent;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Events of a log as the store keeps them.
final class StoredEvents {
  private StoredEvents() {}

  private record Identity(String target, LogEvent event) {}

  /// The same message has the same id, so that one that is read again after a kill is stored once.
  ///
  /// @param read when the message was read, for one whose own time is unknown
  static Event of(String target, LogEvent event, Instant read) {
    Optional<Instant> at = event.at().filter(Instant.EPOCH::isBefore);
    UUID id =
        at.isPresent()
            ? UUID.nameUUIDFromBytes(Json.write(new Identity(target, event)))
            : UUID.randomUUID();
    Event stored =
        new Event(
            id,
            target,
            at.orElse(read),
            EventSource.LOG,
            event.type().severity(),
            event.type().key(),
            summary(event),
            List.of());
    stored = with(stored, "sql_state", event.sqlState());
    if (event.session().pid().isPresent()) {
      stored = stored.with("process", Long.toString(event.session().pid().getAsLong()));
    }
    stored = with(stored, "session_user", event.session().user());
    stored = with(stored, "session_database", event.session().database());
    stored = with(stored, "session_application", event.session().application());
    stored = with(stored, "session_client", event.session().client());
    for (Fact fact : event.facts()) {
      stored = stored.with(fact.name(), fact.value());
    }
    for (LogEvent.LockWait wait : event.waits()) {
      stored =
          stored.with(
              Deadlock.WAITER + wait.waiter(),
              "waits for %s on %s, blocked by %d"
                  .formatted(wait.mode(), wait.object(), wait.blocker()));
      stored = with(stored, Deadlock.STATEMENT + wait.waiter(), wait.statement());
    }
    stored = with(stored, "statement", event.statement());
    return with(stored, "plan", event.plan());
  }

  /// What a budget did not admit.
  static Event over(String target, LogClass type, long events, Instant now) {
    return Event.of(
            target,
            now,
            EventSource.LOG,
            type.severity(),
            type.key(),
            "%d more messages within a minute: %s".formatted(events, type.meaning()))
        .with("messages", Long.toString(events));
  }

  private static Event with(Event event, String name, Optional<String> value) {
    return value.map(text -> event.with(name, text)).orElse(event);
  }

  private static String summary(LogEvent event) {
    String facts =
        event.facts().stream()
            .map(fact -> fact.name() + " " + fact.value())
            .collect(Collectors.joining(", "));
    return event.type().meaning() + (facts.isEmpty() ? "" : ": " + facts);
  }
}
