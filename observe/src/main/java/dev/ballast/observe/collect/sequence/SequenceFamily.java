package dev.ballast.observe.collect.sequence;

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

/// Sequences of each database that have used up a tenth or more.
public final class SequenceFamily extends Family<SequenceRow> {
  public SequenceFamily() {
    super(
        "sequence",
        Duration.ofMinutes(5),
        List.of(
            gauge(
                "used_ratio",
                Unit.NUMBER,
                "Share of its values that is used up; a cycling sequence is never used up",
                r -> Known.or(r.used())),
            gauge(
                "last_value",
                Unit.NUMBER,
                "The value it last gave",
                r -> Known.or(r.lastValue()))));
  }

  @Override
  public String help() {
    return "Sequences and how much of them is used up";
  }

  @Override
  protected List<SequenceRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(SequenceFamily.class, "query", server.version()), SequenceFamily::row);
  }

  private static SequenceRow row(Row row) {
    return new SequenceRow(
        row.text("schemaname"),
        row.text("sequencename"),
        row.decimalOrEmpty("used"),
        row.numberOrEmpty("last_value"));
  }

  @Override
  protected Labels labels(SequenceRow row) {
    return Labels.of(
        new Label("schema", row.schemaname()), new Label("sequence", row.sequencename()));
  }

  @Override
  public boolean isPerDatabase() {
    return true;
  }
}
