package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.chart.Span;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SeriesReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Stored figures of a target in the steps of a period. For one page, and one thread.
final class Courses {
  /// Raw points are read for periods no longer than this; minutes and hours for longer ones.
  private static final Duration RAW = Duration.ofHours(6);

  private static final Duration MINUTES = Duration.ofDays(7);

  /// What pages show of families that they show several metrics of.
  private static final Map<String, List<String>> SHOWN =
      Map.of(
          "statement",
          List.of(
              "execution_seconds",
              "squared_execution_seconds",
              "calls",
              "rows",
              "blocks_hit",
              "blocks_read",
              "wal_bytes"),
          "database",
          List.of("commits", "rollbacks"));

  private final SeriesReader series;
  private final TargetState state;
  private final Span span;
  private final List<Fault> missing = new ArrayList<>();
  private final Map<Group, Map<String, Map<Labels, List<Point>>>> groups = new HashMap<>();
  private final Map<Metric, Map<Labels, Steps>> read = new HashMap<>();

  /// Metrics of a family that are read at once.
  private record Group(String family, List<String> metrics) {}

  private record Metric(String family, String name, boolean counter) {}

  Courses(SeriesReader series, TargetState state, Span span) {
    this.series = series;
    this.state = state;
    this.span = span;
  }

  /// One metric of one entity.
  record Course(Labels labels, Steps steps) {}

  /// Why a part of what was read may be missing.
  Optional<Fault> missing() {
    return missing.isEmpty() ? Optional.empty() : Optional.of(missing.getFirst());
  }

  /// A metric of all entities that have points within the period; of a counter how much it grew.
  List<Course> all(Layout layout, String metric, boolean counter) {
    return steps(layout, metric, counter).entrySet().stream()
        .filter(each -> !each.getValue().isEmpty())
        .map(each -> new Course(each.getKey(), each.getValue()))
        .toList();
  }

  /// Steps in which nothing was measured.
  Steps nothing() {
    return new Steps(span);
  }

  /// Of one entity.
  Steps one(Layout layout, Labels labels, String metric, boolean counter) {
    Steps known = steps(layout, metric, counter).get(labels);
    return known == null ? new Steps(span) : known;
  }

  private Map<Labels, Steps> steps(Layout layout, String metric, boolean counter) {
    return read.computeIfAbsent(
        new Metric(layout.family(), metric, counter),
        ignored -> {
          Map<Labels, Steps> all = new TreeMap<>();
          points(layout, metric)
              .forEach((labels, points) -> all.put(labels, steps(points, counter)));
          return all;
        });
  }

  /// What pages show of a family together is read at once, and once for a page.
  private Map<Labels, List<Point>> points(Layout layout, String metric) {
    List<String> together = SHOWN.getOrDefault(layout.family(), List.of());
    Group group =
        new Group(layout.family(), together.contains(metric) ? together : List.of(metric));
    return groups
        .computeIfAbsent(group, each -> family(layout, each.metrics()))
        .getOrDefault(metric, Map.of());
  }

  private Map<String, Map<Labels, List<Point>>> family(Layout layout, List<String> metrics) {
    Resolution resolution = resolution();
    SeriesReader.Whole whole =
        series.all(
            state.target(),
            layout,
            metrics,
            resolution,
            span.from().minus(span.step().plus(resolution.step())),
            span.to());
    whole.missing().ifPresent(missing::add);
    return whole.points();
  }

  private Steps steps(List<Point> points, boolean counter) {
    Steps steps = new Steps(span);
    if (counter) {
      grown(points, steps);
    } else {
      points.forEach(point -> steps.add(point.at(), point.value()));
    }
    return steps;
  }

  /// By how much a counter grew from a point to the next, at the later one. One that is lower began
  /// at zero again, and says nothing.
  private static void grown(List<Point> points, Steps steps) {
    for (int i = 1; i < points.size(); i++) {
      double grown = points.get(i).value() - points.get(i - 1).value();
      if (grown >= 0) {
        steps.add(points.get(i).at(), grown);
      }
    }
  }

  /// How many readings at a cadence a point is the mean of.
  double readingsOfAPoint(Duration cadence) {
    double step = resolution().step().toMillis();
    return Math.max(1, step / cadence.toMillis());
  }

  private Resolution resolution() {
    Duration length = Duration.between(span.from(), span.to());
    if (length.compareTo(RAW) <= 0) {
      return Resolution.RAW;
    }
    return length.compareTo(MINUTES) <= 0 ? Resolution.MINUTE : Resolution.HOUR;
  }
}
