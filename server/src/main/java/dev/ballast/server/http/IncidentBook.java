package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.incident.Incident;
import dev.ballast.observe.incident.Timeline;
import dev.ballast.server.api.IncidentView;
import dev.ballast.server.api.TargetView;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.event.EventPage;
import dev.ballast.store.event.EventQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Incidents with their time lines, of the alerts and events that are kept.
public final class IncidentBook {
  private final AlertTable alerts;
  private final EventLog events;
  private final Clock clock;

  public IncidentBook(AlertTable alerts, EventLog events, Clock clock) {
    this.alerts = alerts;
    this.events = events;
    this.clock = clock;
  }

  /// Those that are open, and those that ended within such a time.
  public List<Incident> within(Duration ended) {
    return Incident.of(alerts.since(clock.now().minus(ended)));
  }

  /// The incident of an alert, by the alert's id or how it begins. Throws `resource-missing`.
  public IncidentView show(String id) {
    Alert named = NamedAlert.find(alerts, id, "incident");
    Instant oldest = named.resolvedAt().orElseGet(clock::now).minus(Duration.ofDays(1));
    Incident incident =
        Incident.of(alerts.since(named.target(), oldest)).stream()
            .filter(each -> each.alerts().stream().anyMatch(a -> a.id().equals(named.id())))
            .findFirst()
            .orElseGet(() -> new Incident(named, List.of()));
    EventPage page =
        events.read(
            new EventQuery(
                Optional.of(named.target()),
                Set.of(),
                incident.since().minus(Timeline.BEFORE),
                incident.endedAt().map(end -> end.plus(Timeline.AFTER)).orElseGet(this::soon),
                Optional.empty(),
                EventQuery.MAX_LIMIT));
    return new IncidentView(
        Timeline.of(
            incident,
            incident.alerts().stream()
                .map(alert -> new Timeline.Steps(alert, alerts.steps(alert.id())))
                .toList(),
            page.events()),
        page.incomplete().map(TargetView.FaultView::of));
  }

  /// Events of this very moment are among them.
  private Instant soon() {
    return clock.now().plusMillis(1);
  }
}
