package dev.ballast.observe.inventory;

import dev.ballast.store.inventory.Inventory;

/// Takes what a target has, from any number of threads at once. Does not wait for a store.
@FunctionalInterface
public interface InventorySink {
  void accept(Inventory inventory);
}
