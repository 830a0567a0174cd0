package dev.ballast.observe.collect.table;

import static dev.ballast.observe.family.Metric.counter;
import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.Metric;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Each database of a server: its 200 largest tables one by one, the others together.
public final class TableFamily extends Family<TableRow> {
  public TableFamily() {
    super(
        "table", Duration.ofMinutes(5), Stream.of(part1(), part2()).flatMap(List::stream).toList());
  }

  private static List<Metric<TableRow>> part1() {
    return List.of(
        gauge(
            "bytes",
            Unit.BYTES,
            "Its size with indexes and TOAST; of the others together without",
            r -> Known.or(r.bytes())),
        gauge("rows_live", Unit.NUMBER, "Live rows, estimated", r -> Known.or(r.nLiveTup())),
        gauge("rows_dead", Unit.NUMBER, "Dead rows, estimated", r -> Known.or(r.nDeadTup())),
        gauge(
            "rows_changed_since_analyze",
            Unit.NUMBER,
            "Rows changed since it was last analyzed, estimated",
            r -> Known.or(r.nModSinceAnalyze())),
        counter("sequential_scans", Unit.NUMBER, "Sequential scans", r -> Known.or(r.seqScan())),
        counter(
            "rows_by_sequential_scan",
            Unit.NUMBER,
            "Live rows that sequential scans read",
            r -> Known.or(r.seqTupRead())),
        counter("index_scans", Unit.NUMBER, "Index scans", r -> Known.or(r.idxScan())),
        counter("rows_inserted", Unit.NUMBER, "Rows inserted", r -> Known.or(r.nTupIns())));
  }

  private static List<Metric<TableRow>> part2() {
    return List.of(
        counter("rows_updated", Unit.NUMBER, "Rows updated", r -> Known.or(r.nTupUpd())),
        counter(
            "rows_updated_hot",
            Unit.NUMBER,
            "Rows updated without an entry in any index",
            r -> Known.or(r.nTupHotUpd())),
        counter("rows_deleted", Unit.NUMBER, "Rows deleted", r -> Known.or(r.nTupDel())),
        counter(
            "vacuums", Unit.NUMBER, "Vacuums, by hand and automatic", r -> Known.or(r.vacuums())),
        counter(
            "analyzes",
            Unit.NUMBER,
            "Analyzes, by hand and automatic",
            r -> Known.or(r.analyzes())),
        gauge(
            "last_vacuum_timestamp_seconds",
            Unit.TIMESTAMP,
            "When it was last vacuumed",
            r -> Known.or(r.lastVacuum())),
        gauge(
            "last_analyze_timestamp_seconds",
            Unit.TIMESTAMP,
            "When it was last analyzed",
            r -> Known.or(r.lastAnalyze())),
        gauge(
            "frozen_xid_age_transactions",
            Unit.TRANSACTIONS,
            "Age of its oldest unfrozen transaction id",
            r -> Known.or(r.frozenAge())));
  }

  @Override
  public String help() {
    return "The largest tables of each database, the others together";
  }

  @Override
  protected List<TableRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(TableFamily.class, "query", server.version()), TableFamily::row);
  }

  private static TableRow row(Row row) {
    return new TableRow(
        row.text("schemaname"),
        row.text("relname"),
        row.numberOrEmpty("bytes"),
        row.numberOrEmpty("n_live_tup"),
        row.numberOrEmpty("n_dead_tup"),
        row.numberOrEmpty("n_mod_since_analyze"),
        row.numberOrEmpty("seq_scan"),
        row.numberOrEmpty("seq_tup_read"),
        row.numberOrEmpty("idx_scan"),
        row.numberOrEmpty("n_tup_ins"),
        row.numberOrEmpty("n_tup_upd"),
        row.numberOrEmpty("n_tup_hot_upd"),
        row.numberOrEmpty("n_tup_del"),
        row.numberOrEmpty("vacuums"),
        row.numberOrEmpty("analyzes"),
        row.instantOrEmpty("last_vacuum"),
        row.instantOrEmpty("last_analyze"),
        row.numberOrEmpty("frozen_age"));
  }

  @Override
  protected Labels labels(TableRow row) {
    return Labels.of(new Label("schema", row.schemaname()), new Label("table", row.relname()));
  }

  @Override
  public boolean isPerDatabase() {
    return true;
  }
}
