package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.event.EventSink;
import dev.ballast.observe.incident.Incident;
import dev.ballast.observe.incident.Timeline;
import dev.ballast.observe.watch.Board;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.DeploymentRequest;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.api.IncidentView;
import dev.ballast.server.api.IncidentsView;
import dev.ballast.server.api.TargetView;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.event.EventPage;
import dev.ballast.store.event.EventQuery;
import dev.ballast.store.event.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is wrong at the targets by its cause, and what may have been its reason.
public final class IncidentEndpoints {
  private static final String HOURS = "ended_hours";
  private static final String INCIDENT = "incident";
  private static final String TARGET = "target";
  private static final int MAX_HOURS = 24 * 366;

  private final AlertTable alerts;
  private final EventLog events;
  private final EventSink happened;
  private final Board board;
  private final Clock clock;

  /// @param happened takes what somebody reports
  public IncidentEndpoints(
      AlertTable alerts, EventLog events, EventSink happened, Board board, Clock clock) {
    this.alerts = alerts;
    this.events = events;
    this.happened = happened;
    this.board = board;
    this.clock = clock;
  }

  /// In the order in which the API's description lists them.
  public List<Endpoint> all() {
    return List.of(
        Endpoint.get("/api/v1/incidents", Need.READ, "What is wrong, grouped by its cause")
            .taking(
                Parameter.number(
                    HOURS,
                    0,
                    MAX_HOURS,
                    "Also incidents that ended within so many hours; 0 if absent"))
            .answering(IncidentsView.class, this::list),
        Endpoint.get(
                "/api/v1/incidents/{incident}",
                Need.READ,
                "An incident, what changed before and what followed")
            .taking(
                Parameter.ofPath(INCIDENT, "The id of any alert of the incident, or how it begins"))
            .answering(IncidentView.class, this::show),
        Endpoint.post(
                "/api/v1/targets/{target}/deployments",
                Need.OPERATE,
                "Keeps that an application which uses the target was deployed now")
            .taking(Parameter.ofPath(TARGET, "The name of the target"))
            .reading(DeploymentRequest.class)
            .answering(DoneView.class, this::deployed));
  }

  private IncidentsView list(Call call) {
    Duration ended = Duration.ofHours(call.number(HOURS, 0, MAX_HOURS).orElse(0));
    return new IncidentsView(Incident.of(alerts.since(clock.now().minus(ended))));
  }

  private IncidentView show(Call call) {
    Alert named = NamedAlert.find(alerts, call.path(INCIDENT), INCIDENT);
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

  private DoneView deployed(Call call) {
    String target = call.path(TARGET);
    if (board.target(target).isEmpty()) {
      throw Fault.of(ServerError.RESOURCE_MISSING, "there is no target of that name")
          .hint("ballast status shows the targets.");
    }
    String what = OneLine.of("what", call.body(DeploymentRequest.class).what());
    happened.accept(
        Event.of(
                target,
                clock.now(),
                EventSource.DEPLOYMENT,
                Severity.INFO,
                "deployment",
                what + " was deployed")
            .with("reported_by", call.identity().who()));
    return new DoneView(target);
  }
}
