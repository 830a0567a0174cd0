package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Nearest;
import dev.ballast.observe.medium.Answer;
import dev.ballast.observe.notify.Books;
import dev.ballast.observe.notify.Trial;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.RouteTestView;
import dev.ballast.server.api.RoutesView;
import dev.ballast.store.delivery.RouteState;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.RouteSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Who is notified of alerts by which routes.
public final class NotifyEndpoints {
  private static final String ROUTE = "route";
  private final Books books;
  private final Supplier<Configuration> configuration;
  private final Clock clock;

  public NotifyEndpoints(Books books, Supplier<Configuration> configuration, Clock clock) {
    this.books = books;
    this.configuration = configuration;
    this.clock = clock;
  }

  /// In the order in which the API's description lists them.
  public List<Endpoint> all() {
    return List.of(
        Endpoint.get("/api/v1/alert-routes", Need.READ, "The routes for alerts, and what waits")
            .answering(RoutesView.class, call -> routes()),
        Endpoint.post(
                "/api/v1/alert-routes/{route}/test",
                Need.OPERATE,
                "Sends a message that says that it is a test")
            .taking(Parameter.ofPath(ROUTE, "The name of the route"))
            .answering(RouteTestView.class, call -> test(call.path(ROUTE))));
  }

  /// The routes, and what waits for each.
  public RoutesView routes() {
    List<RouteState> states = new ArrayList<>(books.deliveries().routes());
    List<RoutesView.Line> lines = new ArrayList<>();
    for (RouteSettings route : settings().routes()) {
      Optional<RouteState> state =
          states.stream().filter(s -> s.route().equals(route.name())).findFirst();
      state.ifPresent(states::remove);
      lines.add(
          new RoutesView.Line(
              route.receiver().type(), state.orElseGet(() -> RouteState.unused(route.name()))));
    }
    states.stream()
        .filter(state -> state.waiting() > 0)
        .forEach(state -> lines.add(new RoutesView.Line("", state)));
    return new RoutesView(lines);
  }

  /// Sends a message that says that it is a test. Throws `resource-missing`.
  public RouteTestView test(String name) {
    RouteSettings route =
        settings()
            .route(name)
            .orElseThrow(
                () ->
                    missing(
                        "there is no route of that name",
                        Nearest.to(
                            name, settings().routes().stream().map(RouteSettings::name).toList())));
    Answer answer = Trial.test(route, clock);
    return new RouteTestView(name, answer instanceof Answer.Accepted, answer.text());
  }

  private AlertSettings settings() {
    return configuration.get().alerts();
  }

  private static Fault missing(String what, Optional<String> near) {
    return Fault.of(ServerError.RESOURCE_MISSING, what)
        .hint(
            near.map(name -> "Did you mean \"" + name + "\"?")
                .orElse("ballast alert routes lists what there is."));
  }
}
