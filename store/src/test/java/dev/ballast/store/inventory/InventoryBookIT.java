package dev.ballast.store.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.StoreError;
import dev.ballast.store.database.StoreSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Each change is reported once, whatever the store and the process do.
class InventoryBookIT {
  private static final Clock CLOCK = Clock.system();
  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

  @Test
  void whatChangedWhileNobodyLookedIsReportedOnce() {
    AtomicBoolean away = new AtomicBoolean();
    try (TemporaryCluster cluster = TemporaryCluster.of(18, CLOCK).start();
        SessionPool plain = pool(cluster)) {
      StoreSchema.migrate(plain.asDataSource());
      SessionPool pool =
          plain.behind(
              () -> {
                if (away.get()) {
                  throw Fault.of(StoreError.STORE_AWAY, "the store cannot be reached");
                }
              });
      List<String> told = new ArrayList<>();
      // Of a target that nobody knew, nothing has changed.
      InventoryBook first = book(pool, told);
      first.accept(inventory(0, "4MB"));
      first.store();
      first.accept(inventory(1, "8MB"));
      assertThat(told).containsExactly("4MB -> 8MB");
      first.store();
      told.clear();

      // The next process finds another value, while the store is away, and then a third one.
      away.set(true);
      InventoryBook second = book(pool, told);
      second.accept(inventory(2, "16MB"));
      second.accept(inventory(3, "32MB"));
      assertThatThrownBy(second::store).isInstanceOf(Fault.class);
      assertThat(told).containsExactly("16MB -> 32MB");
      away.set(false);
      second.store();
      assertThat(told).containsExactly("16MB -> 32MB", "8MB -> 16MB");
      second.store();
      second.accept(inventory(4, "32MB"));
      second.store();
      assertThat(told).hasSize(2);
      assertThat(second.latest("shop", "setting").orElseThrow().readAt())
          .isEqualTo(START.plusSeconds(4));

      // And nothing more by one that finds what was left.
      InventoryBook third = book(pool, told);
      third.accept(inventory(5, "32MB"));
      third.store();
      assertThat(told).hasSize(2);
    }
  }

  private static InventoryBook book(SessionPool pool, List<String> told) {
    return new InventoryBook(
        pool,
        difference ->
            difference
                .changes()
                .forEach(
                    c ->
                        told.add(
                            c.before("value").orElse("-") + " -> " + c.now("value").orElse("-"))),
        CLOCK);
  }

  private static Inventory inventory(int second, String value) {
    return new Inventory(
        "shop",
        "setting",
        START.plusSeconds(second),
        List.of(Item.of("work_mem").with("value", value)));
  }

  private static SessionPool pool(TemporaryCluster cluster) {
    return SessionPool.of(
        cluster.settings(),
        SessionOptions.onOwnServer("inventories")
            .withSettings(List.of(new StartupSetting("search_path", StoreSchema.NAME))),
        2);
  }
}
