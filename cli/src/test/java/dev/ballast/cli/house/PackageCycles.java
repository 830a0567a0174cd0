package dev.ballast.cli.house;

import com.tngtech.archunit.core.domain.Dependency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Packages that reach themselves through others; a test may stand above the packages it joins.
final class PackageCycles {
  private PackageCycles() {}

  /// The edges that close a cycle, each as `a -> b` with the dependency that makes it.
  static List<String> in(House house) {
    Map<String, Map<String, String>> edges = new TreeMap<>();
    for (Dependency dependency : RoomLaws.dependencies(house)) {
      String from = dependency.getOriginClass().getPackageName();
      String to = dependency.getTargetClass().getPackageName();
      if (!House.isTest(dependency.getOriginClass())
          && !from.equals(to)
          && from.startsWith(Rooms.ROOT)
          && to.startsWith(Rooms.ROOT)) {
        edges
            .computeIfAbsent(from, key -> new TreeMap<>())
            .putIfAbsent(to, dependency.getDescription());
      }
    }
    List<String> found = new ArrayList<>();
    edges.forEach(
        (from, targets) ->
            targets.forEach(
                (to, example) -> {
                  if (reachable(to, edges).contains(from)) {
                    found.add(from + " -> " + to + ": " + example);
                  }
                }));
    return found;
  }

  private static Set<String> reachable(String start, Map<String, Map<String, String>> edges) {
    Set<String> seen = new TreeSet<>();
    List<String> open = new ArrayList<>(List.of(start));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (seen.add(next)) {
        open.addAll(edges.getOrDefault(next, Map.of()).keySet());
      }
    }
    return seen;
  }
}
