package dev.ballast.observe.watch;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.inventory.InventoryKind;
import java.util.List;

/// What is read of each target, and how often.
///
/// @param cadence of families; inventories have their own
public record WatchPlan(
    List<Family<?>> families, List<InventoryKind> inventories, Cadence cadence) {
  public WatchPlan {
    families = List.copyOf(families);
    inventories = List.copyOf(inventories);
    requireNonNull(cadence, "cadence is null");
  }
}
