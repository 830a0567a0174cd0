package dev.ballast.store.event;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Something that happened at a target. Its texts are what the store can hold: a NUL is replaced,
/// and what is too long is cut.
///
/// @param id unlike any other event's; the same event is stored once
/// @param target name of the target
/// @param at when it happened as far as is known, to the millisecond
/// @param subject what it happened to, such as the name of a setting; the kind of event where that
///     is the server as a whole
/// @param summary one sentence for people, without a full stop
public record Event(
    UUID id,
    String target,
    Instant at,
    EventSource source,
    Severity severity,
    String subject,
    String summary,
    List<EventDetail> detail) {

  /// The newest first; events of one moment in the order of their ids' texts.
  public static final Comparator<Event> NEWEST_FIRST =
      Comparator.comparing(Event::at).thenComparing(e -> e.id().toString()).reversed();

  private static final int MAX_SUBJECT = 500;
  private static final int MAX_SUMMARY = 2_000;

  /// The store's partitions are named by year and month.
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  public Event {
    requireNonNull(id, "id is null");
    requireNonNull(target, "target is null");
    requireNonNull(source, "source is null");
    requireNonNull(severity, "severity is null");
    at = at.truncatedTo(ChronoUnit.MILLIS);
    if (at.isBefore(EARLIEST) || !at.isBefore(LATEST)) {
      throw new IllegalArgumentException("an event at " + at);
    }
    subject = StorableText.of(subject, MAX_SUBJECT);
    summary = StorableText.of(summary, MAX_SUMMARY);
    detail = List.copyOf(detail);
  }

  /// An event that was not known before, with a random id and no detail.
  public static Event of(
      String target,
      Instant at,
      EventSource source,
      Severity severity,
      String subject,
      String summary) {
    return new Event(UUID.randomUUID(), target, at, source, severity, subject, summary, List.of());
  }

  /// The same event with a detail more.
  public Event with(String name, String value) {
    List<EventDetail> more = new ArrayList<>(detail);
    more.add(new EventDetail(name, value));
    return new Event(id, target, at, source, severity, subject, summary, more);
  }

  /// The detail of this name.
  public Optional<String> detail(String name) {
    return detail.stream().filter(d -> d.name().equals(name)).map(EventDetail::value).findFirst();
  }
}
