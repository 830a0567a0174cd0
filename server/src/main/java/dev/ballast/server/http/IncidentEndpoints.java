package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.event.EventSink;
import dev.ballast.observe.watch.Board;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.DeploymentRequest;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.api.IncidentView;
import dev.ballast.server.api.IncidentsView;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.time.Duration;
import java.util.List;

/// What is wrong at the targets by its cause, and what may have been its reason.
public final class IncidentEndpoints {
  private static final String HOURS = "ended_hours";
  private static final String INCIDENT = "incident";
  private static final String TARGET = "target";
  private static final int MAX_HOURS = 24 * 366;

  private final IncidentBook book;
  private final EventSink happened;
  private final Board board;
  private final Clock clock;

  /// @param happened takes what somebody reports
  public IncidentEndpoints(IncidentBook book, EventSink happened, Board board, Clock clock) {
    this.book = book;
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
    return new IncidentsView(book.within(ended));
  }

  private IncidentView show(Call call) {
    return book.show(call.path(INCIDENT));
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
