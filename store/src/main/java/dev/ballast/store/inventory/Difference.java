package dev.ballast.store.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// How a target's inventory of one kind changed between two readings.
public record Difference(Inventory before, Inventory now, List<ItemChange> changes) {
  public Difference {
    requireNonNull(before, "before is null");
    requireNonNull(now, "now is null");
    changes = List.copyOf(changes);
  }
}
