package dev.ballast.server.api;

import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.inventory.Item;
import java.time.Instant;
import java.util.List;

/// What a target has of one kind at present.
public record InventoryView(String target, String kind, Instant readAt, List<Item> items) {
  public static InventoryView of(Inventory inventory) {
    return new InventoryView(
        inventory.target(), inventory.kind(), inventory.readAt(), inventory.items());
  }
}
