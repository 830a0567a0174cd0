package dev.ballast.observe.collect.vacuum;

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

/// How far each running vacuum is.
public final class VacuumFamily extends Family<VacuumRow> {
  public VacuumFamily() {
    super(
        "vacuum",
        Duration.ofSeconds(30),
        List.of(
            gauge("running", Unit.NUMBER, "Workers on it", r -> Known.or(r.running())),
            gauge(
                "heap_blocks",
                Unit.NUMBER,
                "Blocks of the table",
                r -> Known.or(r.heapBlksTotal())),
            gauge(
                "heap_blocks_scanned",
                Unit.NUMBER,
                "Blocks scanned so far",
                r -> Known.or(r.heapBlksScanned())),
            gauge(
                "index_passes",
                Unit.NUMBER,
                "Times all indexes were gone through, for lack of memory",
                r -> Known.or(r.indexVacuumCount())),
            gauge(
                "oldest_seconds",
                Unit.SECONDS,
                "Time since it began",
                r -> Known.or(r.seconds()))));
  }

  @Override
  public String help() {
    return "Running vacuums";
  }

  @Override
  protected List<VacuumRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(VacuumFamily.class, "query", server.version()), VacuumFamily::row);
  }

  private static VacuumRow row(Row row) {
    return new VacuumRow(
        row.text("datname"),
        row.text("relation"),
        row.text("phase"),
        row.numberOrEmpty("running"),
        row.numberOrEmpty("heap_blks_total"),
        row.numberOrEmpty("heap_blks_scanned"),
        row.numberOrEmpty("index_vacuum_count"),
        row.decimalOrEmpty("seconds"));
  }

  @Override
  protected Labels labels(VacuumRow row) {
    return Labels.of(
        new Label("database", row.datname()),
        new Label("relation", row.relation()),
        new Label("phase", row.phase()));
  }
}
