package dev.ballast.store.inventory;

import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The inventories that are in the store. Safe for any number of threads.
final class InventoryTable {
  private final SessionPool pool;

  InventoryTable(SessionPool pool) {
    this.pool = pool;
  }

  Optional<Inventory> read(String target, String kind) {
    try (Session session = pool.lend()) {
      return session.first(
          "SELECT read_at, items::text FROM inventory WHERE target = ? AND kind = ?",
          row ->
              new Inventory(
                  target,
                  kind,
                  row.instant("read_at"),
                  Arrays.asList(
                      Json.read(row.text("items").getBytes(StandardCharsets.UTF_8), Item[].class))),
          target,
          kind);
    }
  }

  void write(Inventory inventory) {
    try (Session session = pool.lend()) {
      session.execute(
          SqlResource.load(InventoryTable.class, "write", session.version()),
          inventory.target(),
          inventory.kind(),
          inventory.readAt(),
          new String(Json.write(inventory.items()), StandardCharsets.UTF_8));
    }
  }
}
