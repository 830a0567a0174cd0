package dev.ballast.store.sample;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Some metrics of all entities of a family, as they are gathered from chunks. For one thread.
final class FamilyLines {
  private final Map<String, Map<Labels, SeriesLine>> lines = new TreeMap<>();

  FamilyLines(List<String> metrics) {
    metrics.forEach(metric -> lines.put(metric, new HashMap<>()));
  }

  /// Where one metric of an entity is gathered.
  SeriesLine line(String metric, Labels labels) {
    return lines.get(metric).computeIfAbsent(labels, none -> new SeriesLine());
  }

  /// Those of the metrics that a packed chunk has.
  void add(Labels labels, byte[] chunk, Layout layout) {
    List<String> names =
        lines.keySet().stream()
            .filter(metric -> layout.indexOf(metric) >= 0)
            .sorted(Comparator.comparingInt(layout::indexOf))
            .toList();
    List<Points> points =
        PackedPoints.unpackSome(
            chunk, layout.metrics().size(), names.stream().mapToInt(layout::indexOf).toArray());
    for (int i = 0; i < names.size(); i++) {
      line(names.get(i), labels).addAll(points.get(i), 0);
    }
  }

  /// The same of points that are not packed.
  void add(Labels labels, Points points, Layout layout) {
    for (String metric : lines.keySet()) {
      int index = layout.indexOf(metric);
      if (index >= 0) {
        line(metric, labels).addAll(points, index);
      }
    }
  }

  /// When the last of all figures was.
  Optional<Instant> last() {
    return lines.values().stream()
        .flatMap(each -> each.values().stream())
        .filter(line -> !line.isEmpty())
        .map(SeriesLine::last)
        .max(Instant::compareTo);
  }

  /// Takes each line.
  interface Visitor {
    void visit(String metric, Labels labels, SeriesLine line);
  }

  void forEach(Visitor visitor) {
    lines.forEach(
        (metric, each) -> each.forEach((labels, line) -> visitor.visit(metric, labels, line)));
  }

  /// The lines that have points from one time on and before another.
  Map<String, Map<Labels, List<Point>>> between(Instant from, Instant to) {
    Map<String, Map<Labels, List<Point>>> found = new HashMap<>();
    forEach(
        (metric, labels, line) -> {
          List<Point> points = line.between(from, to);
          if (!points.isEmpty()) {
            found.computeIfAbsent(metric, none -> new TreeMap<>()).put(labels, points);
          }
        });
    return found;
  }
}
