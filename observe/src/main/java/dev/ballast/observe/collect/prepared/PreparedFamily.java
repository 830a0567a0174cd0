package dev.ballast.observe.collect.prepared;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;

/// Prepared transactions, which hold locks and keep vacuum from removing rows until somebody ends
/// them.
public final class PreparedFamily extends Family<PreparedRow> {
  public PreparedFamily() {
    super(
        "prepared",
        Duration.ofSeconds(30),
        List.of(
            gauge(
                "transactions",
                Unit.NUMBER,
                "Prepared transactions",
                r -> Known.or(r.transactions())),
            gauge(
                "oldest_seconds",
                Unit.SECONDS,
                "Time since the oldest was prepared",
                r -> Known.or(r.oldest())),
            gauge(
                "oldest_age_transactions",
                Unit.TRANSACTIONS,
                "Transactions since the oldest one",
                r -> Known.or(r.oldestAge()))));
  }

  @Override
  public String help() {
    return "Prepared transactions";
  }

  @Override
  protected List<PreparedRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(PreparedFamily.class, "query", server.version()), PreparedFamily::row);
  }

  private static PreparedRow row(Row row) {
    return new PreparedRow(
        row.numberOrEmpty("transactions"),
        row.decimalOrEmpty("oldest"),
        row.numberOrEmpty("oldest_age"));
  }

  @Override
  protected Labels labels(PreparedRow row) {
    return Labels.NONE;
  }
}
