package dev.ballast.change.undo;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What leads from the later of two states back to the earlier one.
///
/// @param statements in the order in which they are to run
/// @param lost what no statement brings back
record Difference(List<String> statements, List<Facet> lost) {
  private static final String OWNER = "owner";
  private static final String OF_PARENT = " of the parent";

  Difference {
    statements = List.copyOf(statements);
    lost = List.copyOf(lost);
  }

  boolean isEmpty() {
    return statements.isEmpty() && lost.isEmpty();
  }

  static Difference between(List<Facet> before, List<Facet> after) {
    return new Comparing(before, after).difference();
  }

  private static final class Comparing {
    private final Map<Facet.Key, Facet> before;
    private final Map<Facet.Key, Facet> after;
    private final Set<String> born;
    private final Set<String> gone;
    private final Set<String> remade;
    private final Set<String> handedOver;

    Comparing(List<Facet> before, List<Facet> after) {
      this.before = byKey(before);
      this.after = byKey(after);
      born = subjects(added().filter(Facet::isObject));
      remade = subjects(changed().filter(facet -> facet.mode() == Facet.Mode.REMAKE));
      gone = subjects(removed().filter(Facet::isObject));
      gone.addAll(remade);
      handedOver = subjects(changed().filter(facet -> facet.name().equals(OWNER)));
    }

    Difference difference() {
      SequencedSet<String> statements = new LinkedHashSet<>();
      List<Facet> unmade = unmade();
      unmade.sort(Comparator.comparingInt(Facet::rank).reversed());
      unmade.forEach(facet -> statements.addAll(facet.unmake()));
      List<Facet> lost = new ArrayList<>();
      SequencedSet<String> made = new LinkedHashSet<>();
      List<Facet> missing = missing();
      missing.sort(Comparator.comparingInt(Facet::rank));
      for (Facet facet : missing) {
        if (facet.make().isEmpty()) {
          lost.add(facet);
        }
        made.addAll(facet.make());
      }
      statements.addAll(made);
      return new Difference(List.copyOf(statements), lost);
    }

    private List<Facet> unmade() {
      List<Facet> unmade = new ArrayList<>();
      added()
          .filter(facet -> !ofNewOwner(facet))
          .filter(facet -> !isCoveredBy(facet, born))
          .filter(facet -> facet.mode() != Facet.Mode.ATTACHED || isAttachedNow(facet))
          .filter(facet -> !isKept(facet, before))
          .forEach(unmade::add);
      changed()
          .filter(facet -> facet.mode() == Facet.Mode.REMAKE || isDefaultOfNewType(facet))
          .map(this::now)
          .forEach(unmade::add);
      return unmade;
    }

    private List<Facet> missing() {
      List<Facet> missing = new ArrayList<>();
      removed()
          .filter(facet -> facet.mode() != Facet.Mode.VALUE && facet.mode() != Facet.Mode.ATTACHED)
          .filter(facet -> !ofNewOwner(facet))
          .filter(this::mustBeMade)
          .filter(facet -> !isKept(facet, after))
          .filter(facet -> !isLostWithItsTable(facet))
          .forEach(missing::add);
      changed()
          .filter(facet -> facet.mode() != Facet.Mode.ATTACHED)
          .filter(facet -> facet.mode() == Facet.Mode.REMAKE || !remade.contains(facet.subject()))
          .forEach(missing::add);
      before.values().stream()
          .filter(facet -> after.containsKey(facet.key()))
          .filter(facet -> facet.mode() == Facet.Mode.PRESENCE || facet.isObject())
          .filter(facet -> remade.stream().anyMatch(facet::belongsTo))
          .filter(this::mustBeMade)
          .forEach(missing::add);
      return missing.stream()
          .distinct()
          .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    }

    /// A privilege that every new object of the kind gives needs no statement, nor does an option
    /// that is part of an index's definition.
    private boolean mustBeMade(Facet facet) {
      boolean isPartOfIndex =
          facet.name().startsWith("option ")
              && before.containsKey(new Facet.Key(facet.subject(), "index"));
      return !gone.contains(facet.subject()) || !(facet.value().equals("preset") || isPartOfIndex);
    }

    /// What is on a table goes with it, and the table is a loss by itself.
    private boolean isLostWithItsTable(Facet facet) {
      return removed()
          .filter(each -> each.isObject() && each.make().isEmpty())
          .filter(each -> !each.key().equals(facet.key()))
          .anyMatch(each -> facet.belongsTo(each.subject()));
    }

    private boolean ofNewOwner(Facet facet) {
      return handedOver.contains(facet.subject())
          && Stream.of("privilege ", "missing ", "grant option ")
              .anyMatch(facet.name()::startsWith);
    }

    /// An index or constraint stays when its table becomes a partition, or stops being one.
    private static boolean isKept(Facet facet, Map<Facet.Key, Facet> other) {
      return Stream.of("index", "constraint")
          .filter(kind -> facet.name().equals(kind) || facet.name().equals(kind + OF_PARENT))
          .anyMatch(
              kind ->
                  other.containsKey(new Facet.Key(facet.subject(), kind))
                      || other.containsKey(new Facet.Key(facet.subject(), kind + OF_PARENT)));
    }

    private static boolean isCoveredBy(Facet facet, Set<String> objects) {
      return objects.stream()
          .filter(object -> !(facet.isObject() && facet.subject().equals(object)))
          .anyMatch(facet::belongsTo);
    }

    private boolean isAttachedNow(Facet facet) {
      return added()
          .anyMatch(
              link -> link.subject().equals(facet.value()) && link.name().startsWith("child of "));
    }

    private boolean isDefaultOfNewType(Facet facet) {
      return facet.name().equals("default")
          && changed()
              .anyMatch(
                  other -> other.name().equals("type") && other.subject().equals(facet.subject()));
    }

    private Facet now(Facet facet) {
      Facet now = after.get(facet.key());
      return now == null ? facet : now;
    }

    private Stream<Facet> removed() {
      return before.values().stream().filter(facet -> !after.containsKey(facet.key()));
    }

    private Stream<Facet> added() {
      return after.values().stream().filter(facet -> !before.containsKey(facet.key()));
    }

    private Stream<Facet> changed() {
      Predicate<Facet> differs =
          facet -> {
            Facet now = after.get(facet.key());
            return now != null && !now.value().equals(facet.value());
          };
      return before.values().stream()
          .filter(facet -> facet.mode() != Facet.Mode.OBJECT)
          .filter(differs);
    }

    private static Set<String> subjects(Stream<Facet> facets) {
      return facets.map(Facet::subject).collect(toSet());
    }

    private static Map<Facet.Key, Facet> byKey(List<Facet> facets) {
      return facets.stream()
          .collect(toMap(Facet::key, facet -> facet, (one, other) -> one, LinkedHashMap::new));
    }
  }
}
