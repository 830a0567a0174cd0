/// Inventories: what targets have at present, such as settings and roles, and how that changes.
///
/// Front doors: [dev.ballast.store.inventory.Inventory] and
/// [dev.ballast.store.inventory.InventoryBook].
@NullMarked
package dev.ballast.store.inventory;

import org.jspecify.annotations.NullMarked;
