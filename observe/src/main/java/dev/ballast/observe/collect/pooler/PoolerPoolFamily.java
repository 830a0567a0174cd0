package dev.ballast.observe.collect.pooler;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.wire.PoolerConsole.Show;
import dev.ballast.postgres.wire.PoolerConsole.ShownRow;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.util.List;

/// The pools of a PgBouncer. A client that waits longer and longer means that the pool is too small
/// or the server too slow.
final class PoolerPoolFamily extends PoolerFamily {
  PoolerPoolFamily() {
    super(
        "pooler_pool",
        Show.POOLS,
        List.of(
            Shown.level(
                "clients_active",
                "cl_active",
                "Clients that have a server connection or need none"),
            Shown.level(
                "clients_waiting", "cl_waiting", "Clients that wait for a server connection"),
            Shown.level("servers_active", "sv_active", "Server connections in use by a client"),
            Shown.level("servers_idle", "sv_idle", "Server connections that are free"),
            Shown.level(
                "servers_used",
                "sv_used",
                "Server connections that are to be checked before their next use"),
            Shown.level("servers_tested", "sv_tested", "Server connections that are being checked"),
            Shown.level("servers_login", "sv_login", "Server connections that are being opened"),
            gauge(
                "longest_wait_seconds",
                Unit.SECONDS,
                "Time that the client that has waited longest has waited",
                row -> Shown.seconds(row, "maxwait", "maxwait_us"))));
  }

  @Override
  public String help() {
    return "Pools of a PgBouncer, by its SHOW POOLS";
  }

  @Override
  protected Labels labels(ShownRow row) {
    return Labels.of(
        new Label("database", row.text("database").orElse("")),
        new Label("user", row.text("user").orElse("")));
  }
}
