package dev.ballast.observe.collect.index;

import static dev.ballast.observe.family.Metric.counter;
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

/// Each database of a server: its 200 largest indexes one by one, the others together.
public final class IndexFamily extends Family<IndexRow> {
  public IndexFamily() {
    super(
        "index",
        Duration.ofMinutes(5),
        List.of(
            gauge("bytes", Unit.BYTES, "Its size", r -> Known.or(r.bytes())),
            counter("scans", Unit.NUMBER, "Scans", r -> Known.or(r.idxScan())),
            counter(
                "entries_read",
                Unit.NUMBER,
                "Entries that scans returned",
                r -> Known.or(r.idxTupRead())),
            counter(
                "rows_fetched",
                Unit.NUMBER,
                "Live rows that scans fetched",
                r -> Known.or(r.idxTupFetch())),
            gauge(
                "invalid",
                Unit.NUMBER,
                "1 where it is invalid, so that no query uses it and every write maintains it",
                r -> Known.or(r.invalid()))));
  }

  @Override
  public String help() {
    return "The largest indexes of each database, the others together";
  }

  @Override
  protected List<IndexRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(IndexFamily.class, "query", server.version()), IndexFamily::row);
  }

  private static IndexRow row(Row row) {
    return new IndexRow(
        row.text("schemaname"),
        row.text("relname"),
        row.text("indexrelname"),
        row.numberOrEmpty("bytes"),
        row.numberOrEmpty("idx_scan"),
        row.numberOrEmpty("idx_tup_read"),
        row.numberOrEmpty("idx_tup_fetch"),
        row.numberOrEmpty("invalid"));
  }

  @Override
  protected Labels labels(IndexRow row) {
    return Labels.of(
        new Label("schema", row.schemaname()),
        new Label("table", row.relname()),
        new Label("index", row.indexrelname()));
  }

  @Override
  public boolean isPerDatabase() {
    return true;
  }
}
