package dev.ballast.observe.inventory;

import dev.ballast.observe.event.EventSink;
import dev.ballast.store.inventory.Difference;
import java.util.List;

/// All kinds of inventories.
public final class Inventories {
  private static final List<InventoryKind> ALL = List.of(new ServerKind());

  private Inventories() {}

  public static List<InventoryKind> all() {
    return ALL;
  }

  /// Reports what a difference comes to.
  public static void report(Difference difference, EventSink sink) {
    ALL.stream()
        .filter(kind -> kind.name().equals(difference.now().kind()))
        .flatMap(kind -> kind.events(difference).stream())
        .forEach(sink::accept);
  }
}
