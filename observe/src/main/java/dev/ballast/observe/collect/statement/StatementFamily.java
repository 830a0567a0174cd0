package dev.ballast.observe.collect.statement;

import static dev.ballast.observe.family.Metric.counter;
import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.Metric;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.observe.text.StatementExtension;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The 100 statements that took the most time one by one, the others together. Their texts are not
/// read: that is what makes pg_stat_statements expensive to ask.
public final class StatementFamily extends Family<StatementRow> {
  private static final double MILLIS = 1000;

  public StatementFamily() {
    super(
        "statement",
        Duration.ofMinutes(1),
        Stream.of(time(), blocks(), spread()).flatMap(List::stream).toList());
  }

  private static List<Metric<StatementRow>> time() {
    return List.of(
        gauge(
            "reset_timestamp_seconds",
            Unit.TIMESTAMP,
            "Since when its counters run",
            r -> Known.or(r.countedSince())),
        counter("calls", Unit.NUMBER, "Times it was executed", r -> Known.or(r.calls())),
        counter(
            "execution_seconds",
            Unit.SECONDS,
            "Time spent executing it",
            r -> Known.seconds(r.executionTime())),
        counter(
            "planning_seconds",
            Unit.SECONDS,
            "Time spent planning it; 0 while pg_stat_statements.track_planning is off",
            r -> Known.seconds(r.planningTime())),
        counter("rows", Unit.NUMBER, "Rows it returned or changed", r -> Known.or(r.rows())));
  }

  private static List<Metric<StatementRow>> blocks() {
    return List.of(
        counter(
            "blocks_hit",
            Unit.NUMBER,
            "Blocks found in shared buffers",
            r -> Known.or(r.blocks().hit())),
        counter(
            "blocks_read",
            Unit.NUMBER,
            "Blocks read from outside of shared buffers",
            r -> Known.or(r.blocks().read())),
        counter(
            "blocks_written", Unit.NUMBER, "Blocks written", r -> Known.or(r.blocks().written())),
        counter(
            "temporary_blocks_read",
            Unit.NUMBER,
            "Blocks read from temporary files",
            r -> Known.or(r.blocks().temporaryRead())),
        counter(
            "temporary_blocks_written",
            Unit.NUMBER,
            "Blocks written to temporary files",
            r -> Known.or(r.blocks().temporaryWritten())),
        counter(
            "block_read_seconds",
            Unit.SECONDS,
            "Time spent reading blocks; 0 while track_io_timing is off",
            r -> Known.seconds(r.blocks().readTime())),
        counter("wal_bytes", Unit.BYTES, "WAL it generated", r -> Known.or(r.wal().bytes())),
        counter(
            "wal_records",
            Unit.NUMBER,
            "WAL records it generated",
            r -> Known.or(r.wal().records())),
        counter(
            "wal_images",
            Unit.NUMBER,
            "Images of whole pages it put into the WAL",
            r -> Known.or(r.wal().images())));
  }

  private static List<Metric<StatementRow>> spread() {
    return List.of(
        counter(
            "squared_execution_seconds",
            Unit.NUMBER,
            "Sum of the squares of the times spent executing it, from which its spread follows",
            r -> Known.or(r.squaredTime()) / MILLIS / MILLIS));
  }

  @Override
  public String help() {
    return "The 100 statements that took the most time, the others together, by pg_stat_statements";
  }

  @Override
  protected List<StatementRow> ask(Session session, ServerFacts server) {
    StatementExtension extension = StatementExtension.of(session);
    String query = SqlResource.load(StatementFamily.class, "query", server.version());
    return session.query(
        extension.hasTimesByKind()
            ? query.formatted(extension.view(), "min(s.stats_since)", "shared_blk_read_time")
            : query.formatted(extension.view(), "NULL::timestamptz", "blk_read_time"),
        StatementFamily::row);
  }

  private static StatementRow row(Row row) {
    return new StatementRow(
        row.text("database"),
        row.text("query_id"),
        row.instantOrEmpty("counted_since"),
        row.numberOrEmpty("calls"),
        row.decimalOrEmpty("execution_time"),
        row.decimalOrEmpty("planning_time"),
        row.numberOrEmpty("rows"),
        new StatementRow.Blocks(
            row.numberOrEmpty("blocks_hit"),
            row.numberOrEmpty("blocks_read"),
            row.numberOrEmpty("blocks_written"),
            row.numberOrEmpty("temporary_read"),
            row.numberOrEmpty("temporary_written"),
            row.decimalOrEmpty("read_time")),
        new StatementRow.Wal(
            row.decimalOrEmpty("wal_bytes"),
            row.numberOrEmpty("wal_records"),
            row.numberOrEmpty("wal_images")),
        row.decimalOrEmpty("squared_time"));
  }

  @Override
  protected Labels labels(StatementRow row) {
    return Labels.of(new Label("database", row.database()), new Label("queryid", row.queryId()));
  }
}
