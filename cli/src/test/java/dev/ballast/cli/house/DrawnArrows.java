package dev.ballast.cli.house;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The arrows of a drawing in text: `a -> b, c -> d`, a line or a chain each.
final class DrawnArrows {
  private static final String ARROW = "->";

  private DrawnArrows() {}

  /// By room, the rooms that an arrow of its own goes to.
  static Map<String, Set<String>> in(String text) {
    Map<String, Set<String>> arrows = new TreeMap<>();
    text.lines()
        .filter(line -> line.matches("[a-z ,>-]+") && line.contains(ARROW))
        .forEach(
            line -> {
              List<String> stations = List.of(line.split(ARROW, -1));
              for (int i = 1; i < stations.size(); i++) {
                for (String from : rooms(stations.get(i - 1))) {
                  arrows
                      .computeIfAbsent(from, key -> new TreeSet<>())
                      .addAll(rooms(stations.get(i)));
                }
              }
            });
    return arrows;
  }

  /// By room, every room that it reaches; rooms that reach none are left out.
  static Map<String, Set<String>> closure(Map<String, Set<String>> arrows) {
    Map<String, Set<String>> all = new TreeMap<>();
    for (String from : arrows.keySet()) {
      Set<String> reached = new TreeSet<>();
      reach(from, arrows, reached);
      if (!reached.isEmpty()) {
        all.put(from, reached);
      }
    }
    return all;
  }

  private static void reach(String from, Map<String, Set<String>> arrows, Set<String> reached) {
    for (String to : arrows.getOrDefault(from, Set.of())) {
      if (reached.add(to)) {
        reach(to, arrows, reached);
      }
    }
  }

  private static List<String> rooms(String station) {
    return Arrays.stream(station.split(",")).map(String::strip).toList();
  }
}
