package dev.ballast.observe.usual;

import dev.ballast.store.sample.Labels;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which statements take the most time of late: what was spent six hours ago counts half. For one
/// thread.
final class Ranking {
  private static final int HALF_LIFE = 360;
  private static final double KEEP = Math.pow(0.5, 1.0 / HALF_LIFE);
  private static final int MOST = 300;

  private final Map<Labels, Double> spent = new HashMap<>();
  private int minutes;

  /// Adds what was spent in a minute.
  void add(Map<Labels, Double> now) {
    if (now.isEmpty()) {
      return;
    }
    minutes++;
    spent.replaceAll((statement, seconds) -> seconds * KEEP);
    now.forEach((statement, seconds) -> spent.merge(statement, seconds, Double::sum));
    if (spent.size() > MOST) {
      List<Labels> first = first(spent.keySet().stream().toList(), MOST);
      spent.keySet().retainAll(first);
    }
  }

  double of(Labels statement) {
    return spent.getOrDefault(statement, 0.0);
  }

  /// Those that take the most time, the one with the most first.
  List<Labels> first(List<Labels> statements, int count) {
    return statements.stream()
        .sorted(Comparator.comparingDouble(this::of).reversed().thenComparing(Labels::text))
        .limit(count)
        .toList();
  }

  /// Whether it is known for long enough to say which statement is not among the first.
  boolean isSettled() {
    return minutes >= HALF_LIFE;
  }
}
