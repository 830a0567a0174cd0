package dev.ballast.server.page;

import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.SeriesReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Stored figures of a target by the hour. What is a day old or older than the end of a report is
/// of the past: an entity that had none since is gone.
record Hours(SeriesReader series, String target) {
  private static final Duration GONE = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /// A metric of all entities of a family.
  Map<Labels, List<Point>> of(String family, String metric, Instant from, Instant to) {
    return several(family, List.of(metric), from, to).getOrDefault(metric, Map.of());
  }

  /// The same of several metrics, read at once.
  Map<String, Map<Labels, List<Point>>> several(
      String family, List<String> metrics, Instant from, Instant to) {
    return series.hours(target, layout(family), metrics, from, to);
  }

  /// Those entities that were there at the end, each with its known points.
  static Map<Labels, List<Point>> present(Map<Labels, List<Point>> all, Instant to) {
    Map<Labels, List<Point>> found = new TreeMap<>();
    all.forEach(
        (labels, points) -> {
          List<Point> known = points.stream().filter(p -> !Double.isNaN(p.value())).toList();
          if (!known.isEmpty() && known.getLast().at().isAfter(to.minus(GONE))) {
            found.put(labels, known);
          }
        });
    return found;
  }

  /// By how much each counter grew in each hour, by the hour at which it did. One that is lower
  /// began at zero again, and says nothing of that hour.
  Map<String, Map<Labels, Map<Instant, Double>>> grown(
      String family, List<String> metrics, Instant from, Instant to) {
    Map<String, Map<Labels, Map<Instant, Double>>> grown = new TreeMap<>();
    several(family, metrics, from.minus(HOUR), to)
        .forEach(
            (metric, all) -> {
              Map<Labels, Map<Instant, Double>> each = new TreeMap<>();
              all.forEach((labels, points) -> each.put(labels, steps(points)));
              grown.put(metric, each);
            });
    return grown;
  }

  static Map<Instant, Double> steps(List<Point> points) {
    Map<Instant, Double> steps = new TreeMap<>();
    List<Point> known = points.stream().filter(p -> !Double.isNaN(p.value())).toList();
    for (int i = 1; i < known.size(); i++) {
      double by = known.get(i).value() - known.get(i - 1).value();
      if (by >= 0) {
        steps.put(known.get(i).at(), by);
      }
    }
    return steps;
  }

  private static Layout layout(String family) {
    return Families.all().stream()
        .<Family<?>>map(each -> each)
        .filter(each -> each.name().equals(family))
        .map(Family::layout)
        .findFirst()
        .orElseThrow();
  }
}
