package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Nearest;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.medium.Answer;
import dev.ballast.observe.notify.Books;
import dev.ballast.observe.notify.Trial;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.api.MuteRequest;
import dev.ballast.server.api.MuteView;
import dev.ballast.server.api.MutesView;
import dev.ballast.server.api.RouteTestView;
import dev.ballast.server.api.RoutesView;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.delivery.RouteState;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.RouteSettings;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Who is notified of alerts by which routes, and of what nobody is.
public final class NotifyEndpoints {
  private static final String ROUTE = "route";
  private static final String MUTE = "mute";
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
            .answering(RouteTestView.class, this::test),
        Endpoint.get("/api/v1/alert-mutes", Need.READ, "The mutes that are in force")
            .answering(
                MutesView.class, call -> new MutesView(books.mutes().endingAfter(clock.now()))),
        Endpoint.post(
                "/api/v1/alert-mutes",
                Need.OPERATE,
                "Has nobody notified of some alerts for a time")
            .reading(MuteRequest.class)
            .answering(MuteView.class, this::mute),
        Endpoint.delete("/api/v1/alert-mutes/{mute}", Need.OPERATE, "Ends a mute")
            .taking(Parameter.ofPath(MUTE, "The number of the mute"))
            .answering(DoneView.class, this::unmute));
  }

  private RoutesView routes() {
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

  private RouteTestView test(Call call) {
    String name = call.path(ROUTE);
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

  private MuteView mute(Call call) {
    MuteRequest asked = call.body(MuteRequest.class);
    asked
        .target()
        .ifPresent(
            name ->
                requireKnown(
                    "target",
                    name,
                    configuration.get().targets().stream().map(Target::name).toList()));
    asked
        .check()
        .ifPresent(
            name ->
                requireKnown("check", name, AllChecks.list().stream().map(Check::name).toList()));
    if (asked.target().isEmpty() && asked.check().isEmpty() && asked.subject().isEmpty()) {
      throw Fault.of(
              ServerError.REQUEST_INVALID, "the mute names neither target, check nor subject")
          .hint("What silences everything hides what nobody thought of.");
    }
    String reason = OneLine.of("the reason", asked.reason());
    Instant now = clock.now().truncatedTo(ChronoUnit.SECONDS);
    Mute mute =
        books
            .mutes()
            .add(
                new Mute(
                    0,
                    asked.target(),
                    asked.check(),
                    subject(asked.subject()),
                    asked.pages(),
                    reason,
                    call.identity().who(),
                    now,
                    now.plus(duration(asked.duration()))));
    call.note(
        "mute %d of target %s, check %s until %s"
            .formatted(
                mute.id(), mute.target().orElse("any"), mute.check().orElse("any"), mute.endsAt()));
    return new MuteView(mute, passing(mute, now));
  }

  private List<Alert> passing(Mute mute, Instant now) {
    return books.alerts().since(now).stream()
        .filter(alert -> alert.open() && alert.urgency() == Urgency.PAGE)
        .filter(alert -> mute.isAbout(alert.target(), alert.check(), alert.subject()))
        .filter(alert -> !mute.silences(alert.urgency()))
        .toList();
  }

  private static Labels subject(List<Label> labels) {
    if (labels.stream().map(Label::name).distinct().count() < labels.size()) {
      throw Fault.of(ServerError.REQUEST_INVALID, "the subject names a label twice");
    }
    return new Labels(labels);
  }

  private static Duration duration(String text) {
    try {
      return AlertSettings.MUTE.parse().apply(text);
    } catch (IllegalArgumentException e) {
      throw Fault.of(ServerError.REQUEST_INVALID, "the duration " + e.getMessage()).cause(e);
    }
  }

  private static void requireKnown(String what, String name, List<String> known) {
    if (!known.contains(name)) {
      throw Fault.of(ServerError.REQUEST_INVALID, "there is no %s of that name".formatted(what))
          .hint(
              Nearest.to(name, known)
                  .map(near -> "Did you mean \"" + near + "\"?")
                  .orElse("Known are " + String.join(", ", known) + "."));
    }
  }

  private DoneView unmute(Call call) {
    String id = call.path(MUTE);
    if (!id.matches("[0-9]{1,18}") || !books.mutes().end(Long.parseLong(id), clock.now())) {
      throw missing("there is no mute of that number in force", Optional.empty());
    }
    return new DoneView(id);
  }

  private static Fault missing(String what, Optional<String> near) {
    return Fault.of(ServerError.RESOURCE_MISSING, what)
        .hint(
            near.map(name -> "Did you mean \"" + name + "\"?")
                .orElse("GET /api/v1/alert-routes and /api/v1/alert-mutes list what there is."));
  }
}
