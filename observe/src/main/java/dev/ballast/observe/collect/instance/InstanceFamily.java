package dev.ballast.observe.collect.instance;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The server as a whole: whether it is a standby, how full it is, what its oldest transaction
/// holds.
public final class InstanceFamily extends Family<InstanceRow> {
  public InstanceFamily() {
    super(
        "instance",
        Duration.ofSeconds(10),
        List.of(
            gauge(
                "start_timestamp_seconds",
                Unit.TIMESTAMP,
                "When the postmaster started",
                r -> Known.or(Optional.of(r.startedAt()))),
            gauge(
                "clock_timestamp_seconds",
                Unit.TIMESTAMP,
                "What the server's clock showed",
                r -> Known.or(Optional.of(r.clock()))),
            gauge(
                "in_recovery",
                Unit.NUMBER,
                "1 on a standby, 0 on a primary",
                r -> r.inRecovery() ? 1 : 0),
            gauge(
                "wal_position_bytes",
                Unit.BYTES,
                "End of the WAL written on a primary, received on a standby",
                r -> Known.or(r.walPosition())),
            gauge("connections", Unit.NUMBER, "Client backends", InstanceRow::connections),
            gauge(
                "connections_max",
                Unit.NUMBER,
                "Connections that roles without special rights can have",
                InstanceRow::maxConnections),
            gauge(
                "oldest_transaction_seconds",
                Unit.SECONDS,
                "Age of the oldest running transaction",
                r -> Known.or(r.transactionAge())),
            gauge(
                "xmin_age_transactions",
                Unit.TRANSACTIONS,
                "Transactions since the oldest snapshot that a backend, slot or prepared"
                    + " transaction holds",
                r -> Known.or(r.xminAge())),
            gauge(
                "replay_delay_seconds",
                Unit.SECONDS,
                "Age of the last replayed commit on a standby that has not replayed all it received",
                r -> Known.or(r.replayDelay())),
            gauge(
                "autovacuum_workers",
                Unit.NUMBER,
                "Processes of autovacuum that run; 0 without pg_monitor",
                InstanceRow::workers),
            gauge(
                "autovacuum_workers_max",
                Unit.NUMBER,
                "Processes of autovacuum that may run at a time",
                InstanceRow::maxWorkers),
            gauge(
                "freeze_age_transactions",
                Unit.TRANSACTIONS,
                "Age of a table's oldest unfrozen transaction from which on autovacuum freezes it in any case",
                InstanceRow::freezeAge)));
  }

  @Override
  public String help() {
    return "The server as a whole";
  }

  @Override
  protected List<InstanceRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(InstanceFamily.class, "query", server.version()),
        row ->
            new InstanceRow(
                row.instant("started_at"),
                row.instant("clock"),
                row.flag("in_recovery"),
                row.decimalOrEmpty("wal_position"),
                row.number("connections"),
                row.number("max_connections"),
                row.decimalOrEmpty("transaction_age"),
                row.numberOrEmpty("xmin_age"),
                row.decimalOrEmpty("replay_delay"),
                row.number("workers"),
                row.number("max_workers"),
                row.number("freeze_age")));
  }

  @Override
  protected Labels labels(InstanceRow row) {
    return Labels.NONE;
  }
}
