package dev.ballast.observe.collect.counting;

import static dev.ballast.observe.family.Metric.counter;
import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.observe.text.StatementExtension;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;

/// Whether pg_stat_statements has room for all statements.
public final class CountingFamily extends Family<CountingRow> {
  public CountingFamily() {
    super(
        "statement_counting",
        Duration.ofMinutes(1),
        List.of(
            gauge(
                "reset_timestamp_seconds",
                Unit.TIMESTAMP,
                "When the counters last began at zero",
                r -> Known.or(r.reset())),
            counter(
                "evictions",
                Unit.NUMBER,
                "Times that the statements with the fewest calls were thrown out for want of room",
                r -> Known.or(r.evictions())),
            gauge(
                "statements_max",
                Unit.NUMBER,
                "Statements there is room for",
                r -> Known.or(r.most()))));
  }

  @Override
  public String help() {
    return "Whether pg_stat_statements has room for all statements";
  }

  @Override
  protected List<CountingRow> ask(Session session, ServerFacts server) {
    StatementExtension extension = StatementExtension.of(session);
    return session.query(
        SqlResource.load(CountingFamily.class, "query", server.version())
            .formatted(extension.view().schema()),
        row ->
            new CountingRow(
                row.instantOrEmpty("reset"),
                row.numberOrEmpty("evictions"),
                row.numberOrEmpty("most")));
  }

  @Override
  protected Labels labels(CountingRow row) {
    return Labels.NONE;
  }
}
