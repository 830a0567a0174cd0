package dev.ballast.observe.collect.activity;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;

/// What client backends do and what they wait for.
public final class ActivityFamily extends Family<ActivityRow> {
  public ActivityFamily() {
    super(
        "activity",
        Duration.ofSeconds(10),
        List.of(
            gauge("backends", Unit.NUMBER, "Client backends", ActivityRow::backends),
            gauge(
                "longest_seconds",
                Unit.SECONDS,
                "Time the longest of them has been in its statement, or idle in its transaction",
                ActivityRow::longest)));
  }

  @Override
  public String help() {
    return "Client backends by database, state and class of the event they wait for";
  }

  @Override
  protected List<ActivityRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(ActivityFamily.class, "query", server.version()),
        row ->
            new ActivityRow(
                row.text("database"),
                row.text("state"),
                row.text("waits"),
                row.number("backends"),
                row.decimalOrEmpty("longest").orElse(Double.NaN)));
  }

  @Override
  protected Labels labels(ActivityRow row) {
    return Labels.of(
        new Label("database", row.database()),
        new Label("state", row.state()),
        new Label("wait_class", row.waits()));
  }
}
