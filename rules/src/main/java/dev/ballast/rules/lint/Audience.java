package dev.ballast.rules.lint;

import dev.ballast.sql.tree.Node;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which rules a statement is shown to: those that look for a kind of node that it holds. For one
/// thread.
///
/// Of 174 rules a statement concerns a dozen; who asks all of them spends more on the others.
final class Audience {
  private final List<Rule> rules;
  private final Map<Class<? extends Node>, BitSet> byKind = new HashMap<>();
  private final Map<Set<Class<? extends Node>>, List<Rule>> byKinds = new HashMap<>();

  Audience(Catalogue catalogue) {
    this.rules = catalogue.rules();
  }

  /// In the order of the catalogue.
  List<Rule> of(Walk walk) {
    Set<Class<? extends Node>> kinds = new HashSet<>();
    for (Node node : walk.nodes()) {
      kinds.add(node.getClass());
    }
    return byKinds.computeIfAbsent(kinds, this::lookingFor);
  }

  private List<Rule> lookingFor(Set<Class<? extends Node>> kinds) {
    BitSet numbers = new BitSet(rules.size());
    kinds.forEach(kind -> numbers.or(byKind.computeIfAbsent(kind, this::numbers)));
    List<Rule> found = new ArrayList<>();
    numbers.stream().mapToObj(rules::get).forEach(found::add);
    return List.copyOf(found);
  }

  private BitSet numbers(Class<? extends Node> kind) {
    BitSet numbers = new BitSet(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).subjects().include(kind)) {
        numbers.set(i);
      }
    }
    return numbers;
  }
}
