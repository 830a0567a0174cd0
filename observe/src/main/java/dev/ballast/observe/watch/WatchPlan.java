package dev.ballast.observe.watch;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.inventory.InventoryKind;
import dev.ballast.observe.text.TextPolicy;
import java.util.List;

/// What is read of each target, and how often.
///
/// @param cadence of families; inventories have their own
/// @param texts what may be kept of statements
public record WatchPlan(
    List<Family<?>> families, List<InventoryKind> inventories, Cadence cadence, TextPolicy texts) {
  public WatchPlan {
    families = List.copyOf(families);
    inventories = List.copyOf(inventories);
    requireNonNull(cadence, "cadence is null");
    requireNonNull(texts, "texts is null");
  }
}
