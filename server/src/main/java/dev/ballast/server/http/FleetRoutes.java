package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.SeriesView;
import dev.ballast.server.api.TargetView;
import dev.ballast.server.api.TargetsView;
import dev.ballast.server.metrics.Exposition;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.sample.SeriesReader.SeriesName;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is known of the targets: their figures at present and over time, and metrics for
/// Prometheus.
public final class FleetRoutes {
  private static final String LABEL = "label.";
  private static final Duration USUAL_SPAN = Duration.ofHours(1);

  private final Board board;
  private final List<Family<?>> families;
  private final SeriesReader series;
  private final Clock clock;

  public FleetRoutes(Board board, List<Family<?>> families, SeriesReader series, Clock clock) {
    this.board = board;
    this.families = List.copyOf(families);
    this.series = series;
    this.clock = clock;
  }

  void addTo(HttpRouting.Builder routing) {
    routing
        .get(
            "/metrics",
            (request, response) ->
                Responses.bytes(
                    response, Exposition.CONTENT_TYPE, Exposition.of(board.targets(), families)))
        .get(
            "/api/v1/targets",
            (request, response) ->
                Responses.json(
                    response,
                    new TargetsView(board.targets().stream().map(TargetView::of).toList())))
        .get(
            "/api/v1/targets/{target}",
            (request, response) -> Responses.json(response, TargetView.of(target(request))))
        .get("/api/v1/targets/{target}/series/{family}/{metric}", this::series);
  }

  private TargetState target(ServerRequest request) {
    String name = request.path().pathParameters().get("target");
    return board
        .target(name)
        .orElseThrow(
            () ->
                Fault.of(ServerError.RESOURCE_MISSING, "there is no target of that name")
                    .hint("GET /api/v1/targets lists the targets."));
  }

  private void series(ServerRequest request, ServerResponse response) {
    TargetState target = target(request);
    String familyName = request.path().pathParameters().get("family");
    String metric = request.path().pathParameters().get("metric");
    Family<?> family =
        families.stream()
            .<Family<?>>map(f -> f)
            .filter(f -> f.name().equals(familyName) && f.layout().indexOf(metric) >= 0)
            .findFirst()
            .orElseThrow(
                () ->
                    Fault.of(
                        ServerError.RESOURCE_MISSING, "there is no such metric in that family"));
    Labels labels = labels(request);
    SeriesName name = new SeriesName(target.target(), family.layout(), labels, metric);
    Instant to = instant(request, "to").orElseGet(clock::now);
    Instant from = instant(request, "from").orElseGet(() -> to.minus(USUAL_SPAN));
    if (!from.isBefore(to)) {
      throw Fault.of(ServerError.REQUEST_INVALID, "from is not before to");
    }
    List<Point> points = series.read(name, resolution(request), from, to);
    Responses.json(
        response,
        new SeriesView(
            target.target(),
            family.name(),
            labels.all(),
            metric,
            points.stream().map(SeriesView.PointView::of).toList()));
  }

  private static Labels labels(ServerRequest request) {
    List<Label> labels = new ArrayList<>();
    for (String parameter : request.query().names()) {
      if (parameter.startsWith(LABEL)) {
        labels.add(new Label(parameter.substring(LABEL.length()), request.query().get(parameter)));
      }
    }
    return new Labels(labels);
  }

  private static Resolution resolution(ServerRequest request) {
    if (!request.query().contains("resolution")) {
      return Resolution.RAW;
    }
    String named = request.query().get("resolution");
    return Arrays.stream(Resolution.values())
        .filter(r -> r.name().equals(named.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.of(ServerError.REQUEST_INVALID, "there is no such resolution")
                    .hint("Choose raw, minute or hour."));
  }

  private static Optional<Instant> instant(ServerRequest request, String parameter) {
    if (!request.query().contains(parameter)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(request.query().get(parameter)));
    } catch (DateTimeParseException e) {
      throw Fault.of(ServerError.REQUEST_INVALID, parameter + " is not a time")
          .hint("Write it as 2026-11-29T20:15:00Z.")
          .cause(e);
    }
  }
}
