package dev.ballast.observe.collect.lock;

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

/// Who waits for locks, and for how long.
public final class LockFamily extends Family<LockRow> {
  public LockFamily() {
    super(
        "lock",
        Duration.ofSeconds(10),
        List.of(
            gauge(
                "waiting_sessions", Unit.NUMBER, "Sessions that wait", r -> Known.or(r.waiting())),
            gauge(
                "longest_wait_seconds",
                Unit.SECONDS,
                "How long the longest of them has waited",
                r -> Known.or(r.longest()))));
  }

  @Override
  public String help() {
    return "Sessions that wait for locks";
  }

  @Override
  protected List<LockRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(LockFamily.class, "query", server.version()), LockFamily::row);
  }

  private static LockRow row(Row row) {
    return new LockRow(
        row.text("database"),
        row.text("mode"),
        row.text("locktype"),
        row.numberOrEmpty("waiting"),
        row.decimalOrEmpty("longest"));
  }

  @Override
  protected Labels labels(LockRow row) {
    return Labels.of(
        new Label("database", row.database()),
        new Label("mode", row.mode()),
        new Label("locktype", row.locktype()));
  }
}
