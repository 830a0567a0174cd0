package dev.ballast.observe.inventory;

import dev.ballast.evidence.Severity;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.Difference;
import dev.ballast.store.inventory.ItemChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Changes of relations as events, one for each relation.
final class SchemaText {
  private static final String NAMES = ", ";

  /// Attributes that are hashes, and what is said where one differs.
  private static final Map<String, String> HASHES =
      Map.of(
          "types", "types, defaults or NOT NULL of columns",
          "constraints", "constraints",
          "options", "options",
          "triggers", "triggers or policies",
          "definition", "definition");

  private SchemaText() {}

  static List<Event> events(Difference difference) {
    Map<String, ItemChange> gone = new HashMap<>();
    for (ItemChange change : difference.changes()) {
      if (change.now().isEmpty()) {
        change.before(SchemaKind.OID).ifPresent(oid -> gone.put(oid, change));
      }
    }
    Set<String> renamed = new HashSet<>();
    List<Event> events = new ArrayList<>();
    for (ItemChange change : difference.changes()) {
      Optional<ItemChange> former =
          change.before().isEmpty() ? change.now(SchemaKind.OID).map(gone::get) : Optional.empty();
      former.ifPresent(old -> renamed.add(old.key()));
      if (change.before().isEmpty()) {
        events.add(
            event(
                difference,
                change,
                former
                    .map(old -> change.key() + " was " + old.key() + " before")
                    .orElseGet(() -> change.key() + appeared(change))));
      }
    }
    for (ItemChange change : difference.changes()) {
      if (change.now().isEmpty() && !renamed.contains(change.key())) {
        events.add(
            event(
                difference, change, change.key() + of(change.before(SchemaKind.OF)) + " is gone"));
      } else if (change.now().isPresent() && change.before().isPresent()) {
        events.add(
            event(difference, change, change.key() + ": " + String.join("; ", differing(change))));
      }
    }
    return events;
  }

  private static String appeared(ItemChange change) {
    return of(change.now(SchemaKind.OF))
        + " is new"
        + change.now(SchemaKind.COLUMNS).map(columns -> ", with " + columns).orElse("");
  }

  private static String of(Optional<String> table) {
    return table.map(name -> " on " + name).orElse("");
  }

  private static List<String> differing(ItemChange change) {
    Set<String> before = names(change.before(SchemaKind.COLUMNS));
    Set<String> now = names(change.now(SchemaKind.COLUMNS));
    List<String> parts = new ArrayList<>();
    now.stream()
        .filter(name -> !before.contains(name))
        .forEach(n -> parts.add("column " + n + " is new"));
    before.stream()
        .filter(name -> !now.contains(name))
        .forEach(n -> parts.add("column " + n + " is gone"));
    boolean columns = !parts.isEmpty();
    List.of("types", "constraints", "options", "triggers", "definition").stream()
        .filter(name -> !change.before(name).equals(change.now(name)))
        // A column more or less changes the hash of all of them.
        .filter(name -> !(columns && name.equals("types")))
        .forEach(name -> parts.add(HASHES.get(name) + " changed"));
    if (parts.isEmpty()) {
      parts.add("it was made again");
    }
    return parts;
  }

  private static Set<String> names(Optional<String> columns) {
    return columns
        .map(text -> (Set<String>) new LinkedHashSet<>(Arrays.asList(text.split(NAMES))))
        .orElse(Set.of());
  }

  private static Event event(Difference difference, ItemChange change, String summary) {
    return Event.of(
            difference.now().target(),
            difference.now().readAt(),
            EventSource.SCHEMA,
            Severity.INFO,
            change.key(),
            summary)
        // When it was as before for the last time that is known.
        .with("unchanged_at", difference.before().readAt().toString());
  }
}
