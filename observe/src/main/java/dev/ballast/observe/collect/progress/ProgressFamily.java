package dev.ballast.observe.collect.progress;

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

/// Commands that report how far they are. A ratio is unknown where the command does not know its
/// total.
public final class ProgressFamily extends Family<ProgressRow> {
  public ProgressFamily() {
    super(
        "progress",
        Duration.ofSeconds(10),
        List.of(
            gauge("running", Unit.NUMBER, "Commands in this phase", r -> Known.or(r.running())),
            gauge(
                "least_done_ratio",
                Unit.NUMBER,
                "Share of its work that the one that is least far has done",
                r -> Known.or(r.leastDone()))));
  }

  @Override
  public String help() {
    return "Running VACUUM, ANALYZE, CREATE INDEX, CLUSTER, COPY and base backups, by command and phase";
  }

  @Override
  protected List<ProgressRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(ProgressFamily.class, "query", server.version()), ProgressFamily::row);
  }

  private static ProgressRow row(Row row) {
    return new ProgressRow(
        row.text("command"),
        row.text("phase"),
        row.text("database"),
        row.numberOrEmpty("running"),
        row.decimalOrEmpty("least_done"));
  }

  @Override
  protected Labels labels(ProgressRow row) {
    return Labels.of(
        new Label("command", row.command()),
        new Label("phase", row.phase()),
        new Label("database", row.database()));
  }
}
