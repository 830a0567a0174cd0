package dev.ballast.server.page;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.incident.Incident;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.LaneChart.Item;
import dev.ballast.pages.chart.LaneChart.Lane;
import dev.ballast.pages.chart.LaneChart.Look;
import dev.ballast.pages.chart.Limit;
import dev.ballast.pages.chart.Mark;
import dev.ballast.pages.chart.Series;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.text.Unit;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The charts of an incident: from an hour before it until ten minutes after its end, or now. For
/// one page, and one thread.
final class IncidentCharts {
  private static final Duration BEFORE = Duration.ofHours(1);
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final Duration CADENCE = Duration.ofSeconds(10);
  private static final int MOST_LANES = 30;

  private final Incident incident;
  private final Instant now;
  private final Span span;

  IncidentCharts(Incident incident, Instant now, ZoneId zone) {
    this.incident = incident;
    this.now = now;
    Instant end =
        incident.endedAt().map(at -> at.plus(AFTER)).filter(at -> at.isBefore(now)).orElse(now);
    Instant from = incident.since().minus(BEFORE);
    this.span = Span.of(from, end.isAfter(from) ? end : from.plus(CADENCE), CADENCE, zone);
  }

  /// What the alert at the root measures, where that is stored, and what the sessions of its target
  /// did, with the alert as a mark that lasts.
  List<TimeChart> figures(PageSources sources) {
    Optional<TargetState> state = sources.board().target(incident.root().target());
    if (state.isEmpty()) {
      return List.of();
    }
    Courses courses = new Courses(sources.series(), state.get(), span);
    List<TimeChart> all = new ArrayList<>();
    measured(courses, state.get()).ifPresent(all::add);
    all.add(new TargetCharts(courses, state.get(), span, List.of(mark())).load());
    return all;
  }

  private Optional<TimeChart> measured(Courses courses, TargetState state) {
    Alert root = incident.root();
    Optional<FigureCheck> check = WorkRows.check(root.check()).flatMap(IncidentCharts::ofFigures);
    Optional<Layout> layout =
        check
            .flatMap(each -> state.family(each.family()))
            .map(FamilyState::family)
            .map(family -> family.layout());
    Optional<Plotted> plotted = check.flatMap(FigureCheck::plotted);
    if (layout.isEmpty() || plotted.isEmpty()) {
      return Optional.empty();
    }
    Unit unit = unit(check.get().threshold().measure());
    List<Double> values = values(courses, layout.get(), plotted.get(), root.subject());
    double raise = check.get().threshold().raise();
    return Optional.of(
        new TimeChart(
            "measured",
            "What the check " + root.check() + " measures",
            "It was %s when it was read last in this period; an alert is raised from %s on."
                .formatted(unit.text(new Series(root.check(), 1, values).last()), unit.text(raise)),
            unit,
            TimeChart.Shape.LINES,
            span,
            List.of(new Series(root.check(), 4, values)),
            List.of(mark()),
            Optional.of(new Limit("raised from " + unit.text(raise) + " on", raise))));
  }

  private static Optional<FigureCheck> ofFigures(Check check) {
    return check instanceof FigureCheck figures ? Optional.of(figures) : Optional.empty();
  }

  private static List<Double> values(
      Courses courses, Layout layout, Plotted plotted, Labels subject) {
    return switch (plotted) {
      case Plotted.Figure(String metric) -> one(courses, layout, metric, subject, false).means();
      case Plotted.Rate(String metric) -> one(courses, layout, metric, subject, true).perSecond();
      case Plotted.Share(String part, String whole) ->
          one(courses, layout, part, subject, false)
              .by(one(courses, layout, whole, subject, false));
    };
  }

  /// Of the entities whose labels have those of the subject; a figure that several have is of the
  /// one that has the most of it.
  private static Steps one(
      Courses courses, Layout layout, String metric, Labels subject, boolean counter) {
    Set<Object> wanted = new HashSet<>(subject.all());
    return courses.all(layout, metric, counter).stream()
        .filter(course -> course.labels().all().containsAll(wanted))
        .map(Courses.Course::steps)
        .reduce((a, b) -> b.total() > a.total() ? b : a)
        .orElseGet(courses::nothing);
  }

  private static Unit unit(Measure measure) {
    return switch (measure) {
      case SECONDS -> Unit.SECONDS;
      case BYTES -> Unit.BYTES;
      case BYTES_PER_SECOND -> Unit.BYTES_PER_SECOND;
      case SHARE -> Unit.SHARE;
      case PER_SECOND -> Unit.PER_SECOND;
      case TRANSACTIONS, TIMES, COUNT -> Unit.COUNT;
    };
  }

  private Mark mark() {
    Alert root = incident.root();
    return new Mark(
        root.since(),
        "alert",
        root.condition().summary(),
        Optional.of(root.resolvedAt().orElse(now)));
  }

  /// When each alert of it fired and was resolved. Until it was raised it was seen, and no alert.
  LaneChart members() {
    List<Alert> alerts = incident.alerts();
    List<Lane> lanes = alerts.stream().limit(MOST_LANES).map(this::lane).toList();
    return new LaneChart(
        "members",
        "Alerts of the incident",
        "%s An outline is a condition that had not lasted long enough for an alert."
            .formatted(
                alerts.size() == 1
                    ? "One alert."
                    : "%d alerts%s, the first is at the root of the others."
                        .formatted(
                            alerts.size(),
                            alerts.size() > MOST_LANES ? ", %d shown".formatted(MOST_LANES) : "")),
        span,
        lanes);
  }

  private Lane lane(Alert alert) {
    List<Item> items = new ArrayList<>();
    if (alert.since().isBefore(alert.raisedAt())) {
      items.add(
          new Item(
              alert.since(),
              alert.raisedAt(),
              Look.HOLLOW,
              "seen, not raised yet: " + alert.condition().summary()));
    }
    items.add(
        new Item(
            alert.raisedAt(),
            alert.resolvedAt().orElse(now),
            alert.open() ? Look.CROSSED : Look.PLAIN,
            (alert.open() ? "open: " : "resolved: ") + alert.condition().summary()));
    return new Lane(alert.check(), items);
  }
}
