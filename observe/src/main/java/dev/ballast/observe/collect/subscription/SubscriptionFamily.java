package dev.ballast.observe.collect.subscription;

import static dev.ballast.observe.family.Metric.counter;
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

/// Subscriptions of logical replication, as the subscriber sees them.
public final class SubscriptionFamily extends Family<SubscriptionRow> {
  public SubscriptionFamily() {
    super(
        "subscription",
        Duration.ofSeconds(30),
        List.of(
            gauge(
                "reset_timestamp_seconds",
                Unit.TIMESTAMP,
                "When the counters last began at zero; unknown before 15",
                r -> Known.or(r.statsReset())),
            gauge("enabled", Unit.NUMBER, "1 where it is to run", r -> Known.or(r.enabled())),
            gauge("workers", Unit.NUMBER, "Workers that run for it", r -> Known.or(r.workers())),
            gauge(
                "received_position_bytes",
                Unit.BYTES,
                "End of the WAL received from the publisher",
                r -> Known.or(r.received())),
            gauge(
                "reported_position_bytes",
                Unit.BYTES,
                "End of the WAL that was reported to the publisher",
                r -> Known.or(r.reported())),
            gauge(
                "last_message_seconds",
                Unit.SECONDS,
                "Time since the last message of the publisher",
                r -> Known.or(r.messageAge())),
            counter(
                "apply_errors",
                Unit.NUMBER,
                "Times that changes could not be applied; unknown before 15",
                r -> Known.or(r.applyErrors())),
            counter(
                "sync_errors",
                Unit.NUMBER,
                "Times that a table could not be copied at first; unknown before 15",
                r -> Known.or(r.syncErrors())),
            counter(
                "conflicts",
                Unit.NUMBER,
                "Changes that conflicted with rows of the subscriber; unknown before 18",
                r -> Known.or(r.conflicts()))));
  }

  @Override
  public String help() {
    return "Subscriptions, their workers and errors, as the subscriber sees them";
  }

  @Override
  protected List<SubscriptionRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(SubscriptionFamily.class, "query", server.version()),
        SubscriptionFamily::row);
  }

  private static SubscriptionRow row(Row row) {
    return new SubscriptionRow(
        row.text("subscription"),
        row.text("database"),
        row.instantOrEmpty("stats_reset"),
        row.numberOrEmpty("enabled"),
        row.numberOrEmpty("workers"),
        row.decimalOrEmpty("received"),
        row.decimalOrEmpty("reported"),
        row.decimalOrEmpty("message_age"),
        row.numberOrEmpty("apply_errors"),
        row.numberOrEmpty("sync_errors"),
        row.numberOrEmpty("conflicts"));
  }

  @Override
  protected Labels labels(SubscriptionRow row) {
    return Labels.of(
        new Label("subscription", row.subscription()), new Label("database", row.database()));
  }
}
