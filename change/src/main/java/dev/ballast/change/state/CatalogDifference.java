package dev.ballast.change.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What two states of the catalogues do not have in common.
///
/// A column that was dropped and added again comes last: its position differs, and that is a
/// change. So is a sequence that would hand out values again, but not one that moved on.
///
/// @param changes what a rollback that restores everything has none of
/// @param residues what none can avoid
public record CatalogDifference(List<CatalogChange> changes, List<Residue> residues) {
  private static final String PLACE = "place";

  public CatalogDifference {
    changes = List.copyOf(changes);
    residues = List.copyOf(residues);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /// A sentence for each change.
  public List<String> lines() {
    return changes.stream().map(CatalogChange::sentence).toList();
  }

  public static CatalogDifference between(CatalogState before, CatalogState after) {
    List<CatalogChange> changes = new ArrayList<>(ofObjects(before.objects(), after.objects()));
    List<Residue> residues = new ArrayList<>();
    sequences(before, after, changes, residues);
    rooms(before, after, residues);
    return new CatalogDifference(changes, residues);
  }

  private static List<CatalogChange> ofObjects(
      List<CatalogObject> before, List<CatalogObject> after) {
    Map<ObjectIdentity, CatalogObject> was = byIdentity(before);
    Map<ObjectIdentity, CatalogObject> is = byIdentity(after);
    List<ObjectIdentity> removed = without(before, is.keySet());
    List<ObjectIdentity> added = without(after, was.keySet());
    List<CatalogChange> changes = new ArrayList<>();
    for (ObjectIdentity whole : wholes(removed)) {
      changes.add(new CatalogChange.Removed(whole, parts(whole, removed)));
    }
    for (ObjectIdentity whole : wholes(added)) {
      changes.add(new CatalogChange.Added(whole, parts(whole, added)));
    }
    for (CatalogObject each : before) {
      CatalogObject now = is.get(each.identity());
      if (now != null) {
        changes.addAll(ofAttributes(each, now));
      }
    }
    return changes;
  }

  private static Map<ObjectIdentity, CatalogObject> byIdentity(List<CatalogObject> objects) {
    return objects.stream().collect(Collectors.toMap(CatalogObject::identity, Function.identity()));
  }

  private static List<ObjectIdentity> without(
      List<CatalogObject> objects, Set<ObjectIdentity> others) {
    return objects.stream()
        .map(CatalogObject::identity)
        .filter(each -> !others.contains(each))
        .toList();
  }

  /// Those that are no part of another one in the list.
  private static List<ObjectIdentity> wholes(List<ObjectIdentity> identities) {
    List<ObjectIdentity> relations =
        identities.stream().filter(CatalogDifference::hasParts).toList();
    Set<ObjectIdentity> parts = new HashSet<>();
    for (ObjectIdentity each : identities) {
      if (relations.stream().anyMatch(each::isPartOf)) {
        parts.add(each);
      }
    }
    return identities.stream().filter(each -> !parts.contains(each)).toList();
  }

  private static boolean hasParts(ObjectIdentity identity) {
    return switch (identity.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, TYPE -> true;
      default -> false;
    };
  }

  private static long parts(ObjectIdentity whole, List<ObjectIdentity> identities) {
    return hasParts(whole) ? identities.stream().filter(each -> each.isPartOf(whole)).count() : 0;
  }

  private static List<CatalogChange> ofAttributes(CatalogObject before, CatalogObject after) {
    List<CatalogChange> changes = new ArrayList<>();
    for (int i = 0; i < before.attributes().size(); i++) {
      Attribute was = before.attributes().get(i);
      Attribute is = after.attributes().get(i);
      if (!was.equals(is)) {
        changes.add(
            new CatalogChange.Altered(before.identity(), was.name(), was.value(), is.value()));
      }
    }
    return changes;
  }

  private static void sequences(
      CatalogState before,
      CatalogState after,
      List<CatalogChange> changes,
      List<Residue> residues) {
    Map<ObjectIdentity, SequencePlace> places = new HashMap<>();
    before.sequences().forEach(place -> places.put(place.sequence(), place));
    for (SequencePlace is : after.sequences()) {
      SequencePlace was = places.get(is.sequence());
      if (was == null || (was.value() == is.value() && was.used() == is.used())) {
        continue;
      }
      if (is.isAtOrAfter(was)) {
        residues.add(new Residue.SequenceMoved(was, is));
      } else {
        changes.add(new CatalogChange.Altered(is.sequence(), PLACE, shown(was), shown(is)));
      }
    }
  }

  private static Optional<String> shown(SequencePlace place) {
    return Optional.of(place.value() + (place.used() ? "" : " (not used yet)"));
  }

  private static void rooms(CatalogState before, CatalogState after, List<Residue> residues) {
    Map<String, TableRoom> rooms = new HashMap<>();
    before.rooms().forEach(room -> rooms.put(room.table().toString(), room));
    for (TableRoom is : after.rooms()) {
      Optional.ofNullable(rooms.get(is.table().toString()))
          .ifPresent(was -> ofRoom(was, is).forEach(residues::add));
    }
  }

  private static Stream<Residue> ofRoom(TableRoom was, TableRoom is) {
    List<Residue> found = new ArrayList<>();
    if (is.dropped() > was.dropped()) {
      found.add(new Residue.DroppedColumns(was, is));
    }
    if (is.bytes() + is.indexBytes() > was.bytes() + was.indexBytes()) {
      found.add(new Residue.Grown(was, is));
    }
    return found.stream();
  }
}
