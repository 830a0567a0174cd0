package dev.ballast.observe.collect.pooler;

import dev.ballast.postgres.wire.PoolerConsole.Show;
import dev.ballast.postgres.wire.PoolerConsole.ShownRow;
import dev.ballast.store.sample.Labels;
import java.util.List;

/// The sizes of a PgBouncer's internal lists.
final class PoolerListFamily extends PoolerFamily {
  PoolerListFamily() {
    super("pooler_list", Show.LISTS, List.of(Shown.level("items", "items", "Entries of the list")));
  }

  @Override
  public String help() {
    return "Clients, servers and pools of a PgBouncer and what of them is free, by its SHOW LISTS";
  }

  @Override
  protected Labels labels(ShownRow row) {
    return Labels.of("list", row.text("list").orElse(""));
  }
}
