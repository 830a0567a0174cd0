package dev.ballast.server.page;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.chart.Span;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.sample.SeriesReader.SeriesName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Stored figures of a target in the steps of a period. For one page, and one thread.
final class Courses {
  /// Raw points are read for periods no longer than this; minutes and hours for longer ones.
  private static final Duration RAW = Duration.ofHours(6);

  private static final Duration MINUTES = Duration.ofDays(7);

  private final SeriesReader series;
  private final TargetState state;
  private final Span span;
  private final List<Fault> missing = new ArrayList<>();
  private final Map<String, Set<Labels>> entities = new HashMap<>();
  private final Map<Metric, Steps> read = new HashMap<>();

  private record Metric(Layout layout, Labels labels, String name, boolean counter) {}

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
    return of(layout, metric, counter, labels -> true);
  }

  /// The same of those entities that are wanted. No other one is read.
  List<Course> of(Layout layout, String metric, boolean counter, Predicate<Labels> wanted) {
    List<Course> found = new ArrayList<>();
    for (Labels labels : entities.computeIfAbsent(layout.family(), this::entities)) {
      if (wanted.test(labels)) {
        Steps steps = one(layout, labels, metric, counter);
        if (!steps.isEmpty()) {
          found.add(new Course(labels, steps));
        }
      }
    }
    return found;
  }

  /// Those that the store has, and those that were read just now and wait for it.
  private Set<Labels> entities(String family) {
    Set<Labels> all = new TreeSet<>();
    try {
      all.addAll(series.entities(state.target(), family));
    } catch (Fault away) {
      CommonError.rethrowInterrupt(away);
      missing.add(away);
    }
    state.family(family).stream()
        .map(FamilyState::latest)
        .flatMap(Optional::stream)
        .flatMap(reading -> reading.entities().stream())
        .map(Figures::labels)
        .forEach(all::add);
    return all;
  }

  /// Of one entity; read once for a page.
  Steps one(Layout layout, Labels labels, String metric, boolean counter) {
    return read.computeIfAbsent(
        new Metric(layout, labels, metric, counter),
        ignored -> read(layout, labels, metric, counter));
  }

  private Steps read(Layout layout, Labels labels, String metric, boolean counter) {
    Resolution resolution = resolution();
    Duration before = counter ? span.step().plus(resolution.step()) : Duration.ZERO;
    SeriesReader.Part part =
        series.read(
            new SeriesName(state.target(), layout, labels, metric),
            resolution,
            span.from().minus(before),
            span.to());
    part.missing().ifPresent(missing::add);
    Steps steps = new Steps(span);
    if (counter) {
      grown(part.points(), steps);
    } else {
      part.points().forEach(point -> steps.add(point.at(), point.value()));
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
