package dev.ballast.server.page;

import dev.ballast.pages.report.WeeklyReview.Growth;
import dev.ballast.pages.report.WeeklyReview.ObjectiveChange;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.SeriesReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Objectives and sizes of a week, and of the week before it. For one review, and one thread.
final class FigureWeeks {
  /// Less than that much of it is a change of nothing.
  private static final double LEAST_BAD = 0.0001;

  private static final double TWICE = 2;
  private static final int MOST = 15;
  private static final Duration DAY = Duration.ofDays(1);

  private final Instant before;
  private final Instant from;
  private final Instant to;
  private final List<ObjectiveChange> objectives = new ArrayList<>();
  private final List<Growth> growth = new ArrayList<>();
  private boolean baseline;

  FigureWeeks(Instant before, Instant from, Instant to) {
    this.before = before;
    this.from = from;
    this.to = to;
  }

  void add(SeriesReader series, String target) {
    Hours hours = new Hours(series, target);
    Map<String, Map<Labels, List<Point>>> counted =
        hours.several("objective", List.of("good", "measured"), before, to);
    Map<Labels, List<Point>> good = counted.getOrDefault("good", Map.of());
    counted
        .getOrDefault("measured", Map.of())
        .forEach(
            (labels, measured) ->
                compare(target, labels, good.getOrDefault(labels, List.of()), measured));
    Collection<List<Point>> sizes =
        hours.of("database_size", "bytes", before.minus(DAY), to).values();
    Optional<Double> end = total(sizes, to);
    Optional<Double> middle = total(sizes, from);
    Optional<Double> begin = total(sizes, before);
    end.ifPresent(
        bytes ->
            growth.add(
                new Growth(
                    target,
                    bytes,
                    middle.map(m -> bytes - m),
                    middle.flatMap(m -> begin.map(b -> m - b)))));
    baseline |= middle.isPresent() && begin.isPresent();
  }

  private void compare(String target, Labels labels, List<Point> good, List<Point> measured) {
    double all = sum(measured, from, to);
    double allBefore = sum(measured, before, from);
    baseline |= allBefore > 0;
    if (all <= 0 || allBefore <= 0) {
      return;
    }
    double well = sum(good, from, to) / all;
    double wellBefore = sum(good, before, from) / allBefore;
    double more = Math.max(1 - well, 1 - wellBefore);
    double less = Math.min(1 - well, 1 - wellBefore);
    if (more - less >= LEAST_BAD && more >= TWICE * less) {
      objectives.add(new ObjectiveChange(target, name(labels), well, wellBefore));
    }
  }

  private static String name(Labels labels) {
    return labels.value("objective").orElse("")
        + labels.all().stream()
            .filter(label -> !label.name().equals("objective"))
            .map(Label::value)
            .map(value -> " " + value)
            .collect(Collectors.joining());
  }

  private static double sum(List<Point> points, Instant from, Instant to) {
    return points.stream()
        .filter(p -> !p.at().isBefore(from) && p.at().isBefore(to))
        .mapToDouble(Point::value)
        .filter(value -> !Double.isNaN(value))
        .sum();
  }

  /// What was known last within the day before a moment, of all of them.
  private static Optional<Double> total(Collection<List<Point>> sizes, Instant at) {
    List<Double> known =
        sizes.stream()
            .flatMap(
                points ->
                    points.reversed().stream()
                        .filter(p -> p.at().isBefore(at) && !p.at().isBefore(at.minus(DAY)))
                        .filter(p -> !Double.isNaN(p.value()))
                        .map(Point::value)
                        .limit(1))
            .toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(known.stream().mapToDouble(Double::doubleValue).sum());
  }

  /// The largest changes first.
  List<ObjectiveChange> objectives() {
    return objectives.stream()
        .sorted(
            Comparator.comparing(ObjectiveChange::worse)
                .reversed()
                .thenComparingDouble(each -> -Math.abs(each.good() - each.goodBefore())))
        .limit(MOST)
        .toList();
  }

  /// What grew most first.
  List<Growth> growth() {
    return growth.stream()
        .sorted(Comparator.comparingDouble(each -> -Math.abs(each.grown().orElse(0.0))))
        .limit(MOST)
        .toList();
  }

  /// Whether anything is known of the week before.
  boolean baseline() {
    return baseline;
  }

  /// How many targets there is no size of.
  int sized() {
    return growth.size();
  }
}
