package dev.ballast.observe.collect.holder;

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

/// Who keeps vacuum from removing rows, by name; `xmin_holder` has the same by kind.
public final class HolderFamily extends Family<HolderRow> {
  public HolderFamily() {
    super(
        "holder",
        Duration.ofSeconds(30),
        List.of(
            gauge(
                "age_transactions",
                Unit.TRANSACTIONS,
                "Transactions since the oldest one it holds",
                r -> Known.or(r.age())),
            gauge(
                "held_seconds",
                Unit.SECONDS,
                "Time since it began; unknown of a slot and a standby",
                r -> Known.or(r.seconds()))));
  }

  @Override
  public String help() {
    return "The 5 sessions, slots, standbys and prepared transactions each that hold back vacuum most";
  }

  @Override
  public boolean isMomentary() {
    return true;
  }

  @Override
  protected List<HolderRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(HolderFamily.class, "query", server.version()), HolderFamily::row);
  }

  private static HolderRow row(Row row) {
    return new HolderRow(
        row.text("kind"),
        row.text("name"),
        row.text("database"),
        row.text("owner"),
        row.numberOrEmpty("age"),
        row.decimalOrEmpty("seconds"));
  }

  @Override
  protected Labels labels(HolderRow row) {
    return Labels.of(
        new Label("kind", row.kind()),
        new Label("name", row.name()),
        new Label("database", row.database()),
        new Label("owner", row.owner()));
  }
}
