package dev.ballast.observe.inventory;

import dev.ballast.evidence.Severity;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.Attribute;
import dev.ballast.store.inventory.Difference;
import dev.ballast.store.inventory.Item;
import dev.ballast.store.inventory.ItemChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The change of an item as an event: the old and the new value of each attribute that differs.
final class ChangeText {
  private static final String NONE = "none";

  private ChangeText() {}

  static Event event(
      Difference difference, ItemChange change, EventSource source, Severity severity) {
    List<String> differing = differing(change);
    Event event =
        Event.of(
            difference.now().target(),
            difference.now().readAt(),
            source,
            severity,
            change.key(),
            summary(change, differing));
    for (String name : differing) {
      if (change.before(name).isPresent()) {
        event = event.with("old_" + name, change.before(name).get());
      }
      if (change.now(name).isPresent()) {
        event = event.with("new_" + name, change.now(name).get());
      }
    }
    // When it was as before for the last time that is known.
    return event.with("unchanged_at", difference.before().readAt().toString());
  }

  private static List<String> differing(ItemChange change) {
    Set<String> names = new LinkedHashSet<>();
    change.before().map(Item::attributes).orElse(List.of()).forEach(a -> names.add(a.name()));
    change.now().map(Item::attributes).orElse(List.of()).forEach(a -> names.add(a.name()));
    return names.stream().filter(n -> !change.before(n).equals(change.now(n))).toList();
  }

  private static String summary(ItemChange change, List<String> differing) {
    if (change.before().isEmpty()) {
      List<Attribute> attributes = change.now().map(Item::attributes).orElse(List.of());
      return change.key()
          + " is new"
          + (attributes.isEmpty()
              ? ""
              : ": "
                  + String.join(
                      ", ", attributes.stream().map(a -> a.name() + " " + a.value()).toList()));
    }
    if (change.now().isEmpty()) {
      return change.key() + " is gone";
    }
    List<String> parts = new ArrayList<>();
    for (String name : differing) {
      parts.add(
          "%s is %s, before %s"
              .formatted(name, change.now(name).orElse(NONE), change.before(name).orElse(NONE)));
    }
    return change.key() + ": " + String.join("; ", parts);
  }
}
