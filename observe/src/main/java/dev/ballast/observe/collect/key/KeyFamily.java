package dev.ballast.observe.collect.key;

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

/// Columns of `smallint` and `integer` that a sequence fills: keys near their end. The 200 fullest
/// that have used up a tenth or more.
public final class KeyFamily extends Family<KeyRow> {
  public KeyFamily() {
    super(
        "key",
        Duration.ofMinutes(5),
        List.of(
            gauge(
                "used_ratio",
                Unit.NUMBER,
                "Share of the column's values that is used up",
                r -> Known.or(r.used())),
            gauge(
                "last_value",
                Unit.NUMBER,
                "The value that its sequence last gave",
                r -> Known.or(r.lastValue()))));
  }

  @Override
  public String help() {
    return "Columns of smallint and integer that a sequence fills, and how much of them is used up";
  }

  @Override
  protected List<KeyRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(KeyFamily.class, "query", server.version()), KeyFamily::row);
  }

  private static KeyRow row(Row row) {
    return new KeyRow(
        row.text("schema"),
        row.text("relation"),
        row.text("column_name"),
        row.text("sequence_schema"),
        row.text("sequence"),
        row.decimalOrEmpty("used"),
        row.numberOrEmpty("last_value"));
  }

  @Override
  protected Labels labels(KeyRow row) {
    return Labels.of(
        new Label("schema", row.schema()),
        new Label("table", row.relation()),
        new Label("column", row.columnName()),
        new Label("sequence_schema", row.sequenceSchema()),
        new Label("sequence", row.sequence()));
  }

  @Override
  public boolean isPerDatabase() {
    return true;
  }
}
