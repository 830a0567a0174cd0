package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.ObjectivesView;
import dev.ballast.server.api.SeriesView;
import dev.ballast.server.api.TargetView;
import dev.ballast.server.api.TargetView.FaultView;
import dev.ballast.server.api.TargetsView;
import dev.ballast.server.http.Endpoint.Answer;
import dev.ballast.server.metrics.Exposition;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.sample.SeriesReader.SeriesName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What is known of the targets: their figures at present and over time, and metrics for
/// Prometheus.
public final class FleetEndpoints {
  private static final String TARGET = "target";
  private static final String FAMILY = "family";
  private static final String METRIC = "metric";
  private static final String RESOLUTION = "resolution";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String LABEL = "label.";
  private static final Duration USUAL_SPAN = Duration.ofHours(1);
  private static final List<Resolution> RESOLUTIONS = List.of(Resolution.values());

  private final Board board;
  private final List<Family<?>> families;
  private final SeriesReader series;
  private final Supplier<ObjectivesView> objectives;
  private final Clock clock;

  public FleetEndpoints(
      Board board,
      List<Family<?>> families,
      SeriesReader series,
      Supplier<ObjectivesView> objectives,
      Clock clock) {
    this.board = board;
    this.families = List.copyOf(families);
    this.series = series;
    this.objectives = objectives;
    this.clock = clock;
  }

  /// In the order in which the API's description lists them.
  public List<Endpoint> all() {
    Parameter target = Parameter.ofPath(TARGET, "The name of the target");
    return List.of(
        Endpoint.get("/metrics", Need.METRICS, "The latest figures of all targets, for Prometheus")
            .replying(
                new Answer.Text(Exposition.CONTENT_TYPE),
                call ->
                    Reply.bytes(
                        Exposition.CONTENT_TYPE,
                        Exposition.of(board.targets(), families, objectives.get()))),
        Endpoint.get("/api/v1/objectives", Need.READ, "The error budgets of all targets")
            .answering(ObjectivesView.class, call -> objectives.get()),
        Endpoint.get("/api/v1/targets", Need.READ, "All targets with their latest figures")
            .answering(
                TargetsView.class,
                call -> new TargetsView(board.targets().stream().map(TargetView::of).toList())),
        Endpoint.get("/api/v1/targets/{target}", Need.READ, "One target with its latest figures")
            .taking(target)
            .answering(TargetView.class, call -> TargetView.of(target(call))),
        Endpoint.get(
                "/api/v1/targets/{target}/series/{family}/{metric}",
                Need.READ,
                "A metric of an entity over time")
            .taking(
                target,
                Parameter.ofPath(FAMILY, "The family of the metric"),
                Parameter.ofPath(METRIC, "The metric's name without the family's"),
                Parameter.prefix(LABEL, "The labels that name the entity"),
                Parameter.moment(FROM, "The first moment; an hour before the last if absent"),
                Parameter.moment(TO, "The moment after the last; now if absent"),
                Parameter.choice(
                    RESOLUTION, Call.names(RESOLUTIONS), "How fine the points are; raw if absent"))
            .answering(SeriesView.class, this::series));
  }

  private TargetState target(Call call) {
    return board
        .target(call.path(TARGET))
        .orElseThrow(
            () ->
                Fault.of(ServerError.RESOURCE_MISSING, "there is no target of that name")
                    .hint("ballast status shows the targets."));
  }

  private SeriesView series(Call call) {
    TargetState target = target(call);
    String metric = call.path(METRIC);
    Family<?> family = family(call.path(FAMILY), metric);
    Labels labels = labels(call);
    SeriesName name = new SeriesName(target.target(), family.layout(), labels, metric);
    Instant to = call.moment(TO).orElseGet(clock::now);
    Instant from = call.moment(FROM).orElseGet(() -> to.minus(USUAL_SPAN));
    if (!from.isBefore(to)) {
      throw Fault.of(ServerError.REQUEST_INVALID, "from is not before to");
    }
    Resolution resolution = call.choice(RESOLUTION, RESOLUTIONS).orElse(Resolution.RAW);
    SeriesReader.Part part = series.read(name, resolution, from, to);
    return new SeriesView(
        target.target(),
        family.name(),
        labels.all(),
        metric,
        part.missing().map(FaultView::of),
        part.points().stream().map(SeriesView.PointView::of).toList());
  }

  private Family<?> family(String name, String metric) {
    return families.stream()
        .<Family<?>>map(f -> f)
        .filter(f -> f.name().equals(name) && f.layout().indexOf(metric) >= 0)
        .findFirst()
        .orElseThrow(
            () -> Fault.of(ServerError.RESOURCE_MISSING, "there is no such metric in that family"));
  }

  private static Labels labels(Call call) {
    List<Label> labels = new ArrayList<>();
    for (String parameter : call.queryNames()) {
      if (parameter.startsWith(LABEL)) {
        labels.add(
            new Label(parameter.substring(LABEL.length()), call.query(parameter).orElseThrow()));
      }
    }
    return new Labels(labels);
  }
}
