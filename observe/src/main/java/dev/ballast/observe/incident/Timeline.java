package dev.ballast.observe.incident;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.KeptStep;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What happened before and during an incident, in order of time.
public record Timeline(Incident incident, List<TimelineEntry> entries) {
  /// A change that is older than this at the beginning is not taken for a reason.
  public static final Duration BEFORE = Duration.ofHours(1);

  /// What happens after the end belongs to it for so long.
  public static final Duration AFTER = Duration.ofMinutes(10);

  /// What somebody did, as opposed to what the server reports of itself.
  private static final Set<EventSource> CHANGES =
      EnumSet.of(
          EventSource.SETTING,
          EventSource.ROLE,
          EventSource.SERVER,
          EventSource.DEPLOYMENT,
          EventSource.SCHEMA);

  public Timeline {
    requireNonNull(incident, "incident is null");
    entries = List.copyOf(entries);
  }

  /// The steps of one alert.
  public record Steps(Alert alert, List<KeptStep> steps) {
    public Steps {
      requireNonNull(alert, "alert is null");
      steps = List.copyOf(steps);
    }
  }

  /// Of what is kept of the incident's target.
  ///
  /// @param events of the target, in any order; those that are out of the incident's time are left
  ///     out
  public static Timeline of(Incident incident, List<Steps> steps, List<Event> events) {
    List<TimelineEntry> all = new ArrayList<>();
    Instant since = incident.since();
    for (Event event : events) {
      if (!event.at().isBefore(since.minus(BEFORE)) && isWithin(event.at(), incident)) {
        all.add(new TimelineEntry(event.at(), kind(event, since), text(event), event.detail()));
      }
    }
    for (Alert alert : incident.alerts()) {
      all.add(
          new TimelineEntry(
              alert.since(),
              TimelineEntry.Kind.BEGAN,
              "the figure of %s went over its threshold; as it was seen last"
                  .formatted(alert.check()),
              alert.condition().evidence()));
    }
    for (Steps each : steps) {
      for (KeptStep step : each.steps()) {
        all.add(
            new TimelineEntry(
                step.at(),
                TimelineEntry.Kind.ALERT,
                "%s %s (%s): %s"
                    .formatted(
                        each.alert().check(),
                        lower(step.kind()),
                        lower(step.urgency()),
                        step.summary()),
                List.of()));
      }
    }
    // At one moment what happened comes before what was found.
    all.sort(Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::kind));
    return new Timeline(incident, all);
  }

  private static boolean isWithin(Instant at, Incident incident) {
    return incident.endedAt().map(end -> !at.isAfter(end.plus(AFTER))).orElse(true);
  }

  private static TimelineEntry.Kind kind(Event event, Instant since) {
    if (event.at().isAfter(since)) {
      return TimelineEntry.Kind.HAPPENED;
    }
    return CHANGES.contains(event.source())
        ? TimelineEntry.Kind.CHANGED_BEFORE
        : TimelineEntry.Kind.HAPPENED_BEFORE;
  }

  private static String text(Event event) {
    return switch (event.source()) {
      case SETTING, LOG, SCHEMA -> event.summary();
      case SERVER, ROLE, STATEMENT, COLLECTION, WAL, DEPLOYMENT ->
          event.subject() + ": " + event.summary();
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// What somebody changed before it began, the latest first.
  public List<TimelineEntry> suspects() {
    return entries.stream()
        .filter(entry -> entry.kind() == TimelineEntry.Kind.CHANGED_BEFORE)
        .sorted(Comparator.comparing(TimelineEntry::at).reversed())
        .toList();
  }
}
