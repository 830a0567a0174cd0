package dev.ballast.observe.inventory;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.event.EventSink;
import dev.ballast.store.event.Event;
import dev.ballast.store.inventory.Difference;
import java.util.List;

/// All kinds of inventories.
public final class Inventories {
  private static final List<InventoryKind> ALL =
      List.of(
          new ServerKind(),
          new SettingKind(),
          new RoleKind(),
          new ExtensionKind(),
          new SchemaKind());

  /// Another server at the address has other settings and roles throughout.
  private static final int MOST_EVENTS = 100;

  private Inventories() {}

  public static List<InventoryKind> all() {
    return ALL;
  }

  /// Reports what a difference comes to: each change, and of very many the first ones and how many
  /// more there are.
  public static void report(Difference difference, EventSink sink) {
    List<Event> events =
        ALL.stream()
            .filter(kind -> kind.name().equals(difference.now().kind()))
            .flatMap(kind -> kind.events(difference).stream())
            .toList();
    events.stream().limit(MOST_EVENTS).forEach(sink::accept);
    if (events.size() > MOST_EVENTS) {
      Event last = events.getLast();
      sink.accept(
          Event.of(
              last.target(),
              last.at(),
              last.source(),
              Severity.WARNING,
              difference.now().kind(),
              "%d more changes of %s at once"
                  .formatted(events.size() - MOST_EVENTS, difference.now().kind())));
    }
  }
}
