package dev.ballast.observe.collect.replication;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;

/// How far each receiver of WAL is behind.
public final class ReplicationFamily extends Family<ReplicationRow> {
  public ReplicationFamily() {
    super(
        "replication",
        Duration.ofSeconds(10),
        List.of(
            gauge(
                "receivers",
                Unit.NUMBER,
                "Receivers of that name, address and state",
                r -> Known.or(r.receivers())),
            gauge(
                "sent_lag_bytes",
                Unit.BYTES,
                "WAL that was not sent yet",
                r -> Known.or(r.sentLag())),
            gauge(
                "flush_lag_bytes",
                Unit.BYTES,
                "WAL that the receiver has not flushed yet",
                r -> Known.or(r.flushLagBytes())),
            gauge(
                "replay_lag_bytes",
                Unit.BYTES,
                "WAL that the receiver has not replayed yet",
                r -> Known.or(r.replayLagBytes())),
            gauge(
                "flush_lag_seconds",
                Unit.SECONDS,
                "Time until recent WAL was known to be flushed there",
                r -> Known.or(r.flushLag())),
            gauge(
                "replay_lag_seconds",
                Unit.SECONDS,
                "Time until recent WAL was known to be replayed there",
                r -> Known.or(r.replayLag()))));
  }

  @Override
  public String help() {
    return "Standbys and other receivers of WAL";
  }

  @Override
  protected List<ReplicationRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(ReplicationFamily.class, "query", server.version()),
        ReplicationFamily::row);
  }

  private static ReplicationRow row(Row row) {
    return new ReplicationRow(
        row.text("application_name"),
        row.text("client_addr"),
        row.text("state"),
        row.text("sync_state"),
        row.numberOrEmpty("receivers"),
        row.decimalOrEmpty("sent_lag"),
        row.decimalOrEmpty("flush_lag_bytes"),
        row.decimalOrEmpty("replay_lag_bytes"),
        row.decimalOrEmpty("flush_lag"),
        row.decimalOrEmpty("replay_lag"));
  }

  @Override
  protected Labels labels(ReplicationRow row) {
    return Labels.of(
        new Label("standby", row.applicationName()),
        new Label("address", row.clientAddr()),
        new Label("state", row.state()),
        new Label("sync", row.syncState()));
  }
}
