package dev.ballast.observe.collect.pooler;

import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.wire.PoolerConsole.Show;
import dev.ballast.postgres.wire.PoolerConsole.ShownRow;
import dev.ballast.store.sample.Labels;
import java.util.List;

/// What went through a PgBouncer, by database.
final class PoolerDatabaseFamily extends PoolerFamily {
  PoolerDatabaseFamily() {
    super(
        "pooler_database",
        Show.STATS,
        List.of(
            Shown.count("transactions", Unit.NUMBER, "total_xact_count", "Transactions"),
            Shown.count("queries", Unit.NUMBER, "total_query_count", "Statements"),
            Shown.count("received_bytes", Unit.BYTES, "total_received", "Received from clients"),
            Shown.count("sent_bytes", Unit.BYTES, "total_sent", "Sent to clients"),
            Shown.time(
                "transaction_seconds",
                "total_xact_time",
                "Time in transactions, idle in them included"),
            Shown.time("query_seconds", "total_query_time", "Time in statements"),
            Shown.time(
                "wait_seconds",
                "total_wait_time",
                "Time that clients waited for a server connection")));
  }

  @Override
  public String help() {
    return "Work that went through a PgBouncer by database, by its SHOW STATS";
  }

  @Override
  protected Labels labels(ShownRow row) {
    return Labels.of("database", row.text("database").orElse(""));
  }
}
