package dev.ballast.observe.collect.session;

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

/// The sessions that are worst in some respect, one by one. Without the text of any statement.
public final class SessionFamily extends Family<SessionRow> {
  public SessionFamily() {
    super(
        "session",
        Duration.ofSeconds(10),
        List.of(
            gauge(
                "statement_seconds",
                Unit.SECONDS,
                "Time since its statement began, while one runs",
                r -> Known.or(r.statement())),
            gauge(
                "transaction_seconds",
                Unit.SECONDS,
                "Time since its transaction began",
                r -> Known.or(r.transaction())),
            gauge(
                "idle_in_transaction_seconds",
                Unit.SECONDS,
                "Time for which it has been idle in its transaction",
                r -> Known.or(r.idle())),
            gauge(
                "xmin_age_transactions",
                Unit.TRANSACTIONS,
                "Transactions since the oldest one whose rows it keeps from vacuum",
                r -> Known.or(r.xminAge())),
            gauge(
                "maintenance",
                Unit.NUMBER,
                "1 while it runs VACUUM, ANALYZE, CREATE INDEX, REINDEX, CLUSTER or COPY",
                r -> r.maintenance() ? 1 : 0)));
  }

  @Override
  public String help() {
    return "The 20 sessions with the longest statements, transactions, idle times in a transaction"
        + " and the oldest snapshots";
  }

  @Override
  public boolean isMomentary() {
    return true;
  }

  @Override
  protected List<SessionRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(SessionFamily.class, "query", server.version()), SessionFamily::row);
  }

  private static SessionRow row(Row row) {
    return new SessionRow(
        new SessionRow.Who(
            row.text("pid"),
            row.text("database"),
            row.text("username"),
            row.text("application"),
            row.text("address"),
            row.text("backend")),
        new SessionRow.Doing(row.text("state"), row.text("wait"), row.text("query_id")),
        row.decimalOrEmpty("statement"),
        row.decimalOrEmpty("transaction"),
        row.decimalOrEmpty("idle"),
        row.numberOrEmpty("xmin_age"),
        row.flag("maintenance"));
  }

  @Override
  protected Labels labels(SessionRow row) {
    return Labels.of(
        new Label("pid", row.who().pid()),
        new Label("database", row.who().database()),
        new Label("user", row.who().user()),
        new Label("application", row.who().application()),
        new Label("address", row.who().address()),
        new Label("backend", row.who().backend()),
        new Label("state", row.doing().state()),
        new Label("wait", row.doing().event()),
        new Label("queryid", row.doing().queryId()));
  }
}
