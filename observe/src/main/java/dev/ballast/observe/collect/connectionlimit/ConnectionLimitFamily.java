package dev.ballast.observe.collect.connectionlimit;

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

/// Connections where their number is limited.
public final class ConnectionLimitFamily extends Family<ConnectionLimitRow> {
  public ConnectionLimitFamily() {
    super(
        "connection_limit",
        Duration.ofSeconds(30),
        List.of(
            gauge("used", Unit.NUMBER, "Connections in use", r -> Known.or(r.used())),
            gauge(
                "most",
                Unit.NUMBER,
                "Connections there may be; of the server those of roles without special rights",
                r -> Known.or(r.most()))));
  }

  @Override
  public String help() {
    return "Connections of the server, and of databases and roles that have a limit of their own";
  }

  @Override
  protected List<ConnectionLimitRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(ConnectionLimitFamily.class, "query", server.version()),
        ConnectionLimitFamily::row);
  }

  private static ConnectionLimitRow row(Row row) {
    return new ConnectionLimitRow(
        row.text("kind"), row.text("name"), row.numberOrEmpty("used"), row.numberOrEmpty("most"));
  }

  @Override
  protected Labels labels(ConnectionLimitRow row) {
    return Labels.of(new Label("kind", row.kind()), new Label("name", row.name()));
  }
}
