package dev.ballast.observe.watch;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.inventory.InventoryKind;
import dev.ballast.observe.study.StudyReader.Planning;
import dev.ballast.observe.text.TextPolicy;
import java.util.List;

/// What is read of each target, and how often.
///
/// @param cadence of families; inventories have their own
/// @param texts what may be kept of statements
/// @param planning whether plans of costly statements are made
public record WatchPlan(
    List<Family<?>> families,
    List<InventoryKind> inventories,
    Cadence cadence,
    TextPolicy texts,
    Planning planning) {
  public WatchPlan {
    families = List.copyOf(families);
    inventories = List.copyOf(inventories);
    requireNonNull(cadence, "cadence is null");
    requireNonNull(texts, "texts is null");
    requireNonNull(planning, "planning is null");
  }

  /// One by which nothing is planned.
  public WatchPlan(
      List<Family<?>> families,
      List<InventoryKind> inventories,
      Cadence cadence,
      TextPolicy texts) {
    this(families, inventories, cadence, texts, Planning.OFF);
  }
}
