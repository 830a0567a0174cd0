package dev.ballast.observe.collect.pooler;

import dev.ballast.postgres.wire.PoolerConsole.Show;
import dev.ballast.postgres.wire.PoolerConsole.ShownRow;
import dev.ballast.store.sample.Labels;
import java.util.List;

/// The databases of a PgBouncer with their bounds.
final class PoolerLimitFamily extends PoolerFamily {
  PoolerLimitFamily() {
    super(
        "pooler_limit",
        Show.DATABASES,
        List.of(
            Shown.level("pool_size", "pool_size", "Server connections a pool of it may have"),
            Shown.level("connections", "current_connections", "Server connections to it"),
            Shown.level(
                "connections_max",
                "max_connections",
                "Server connections to it there may be; 0 without a bound"),
            Shown.level("paused", "paused", "1 while it is paused"),
            Shown.level("disabled", "disabled", "1 while it accepts no new clients")));
  }

  @Override
  public String help() {
    return "Databases of a PgBouncer and their bounds, by its SHOW DATABASES";
  }

  @Override
  protected Labels labels(ShownRow row) {
    return Labels.of("database", row.text("name").orElse(""));
  }
}
