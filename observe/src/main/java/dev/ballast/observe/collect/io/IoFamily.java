package dev.ballast.observe.collect.io;

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

/// Who reads and writes data files, and what it takes. From 16 on.
public final class IoFamily extends Family<IoRow> {
  public IoFamily() {
    super("io", Duration.ofSeconds(30), Stream.of(part1(), part2()).flatMap(List::stream).toList());
  }

  private static List<Metric<IoRow>> part1() {
    return List.of(
        gauge(
            "reset_timestamp_seconds",
            Unit.TIMESTAMP,
            "When the counters last began at zero",
            r -> Known.or(r.statsReset())),
        counter("reads", Unit.NUMBER, "Reads", r -> Known.or(r.reads())),
        counter("read_bytes", Unit.BYTES, "Read", r -> Known.or(r.readBytes())),
        counter(
            "read_seconds",
            Unit.SECONDS,
            "Time spent reading; 0 while track_io_timing is off",
            r -> Known.seconds(r.readTime())),
        counter("writes", Unit.NUMBER, "Writes", r -> Known.or(r.writes())),
        counter("written_bytes", Unit.BYTES, "Written", r -> Known.or(r.writeBytes())),
        counter(
            "write_seconds",
            Unit.SECONDS,
            "Time spent writing; 0 while track_io_timing is off",
            r -> Known.seconds(r.writeTime())),
        counter("extends", Unit.NUMBER, "Extensions of files", r -> Known.or(r.extensions())));
  }

  private static List<Metric<IoRow>> part2() {
    return List.of(
        counter("hits", Unit.NUMBER, "Blocks found in shared buffers", r -> Known.or(r.hits())),
        counter(
            "evictions",
            Unit.NUMBER,
            "Blocks evicted from shared buffers",
            r -> Known.or(r.evictions())),
        counter("fsyncs", Unit.NUMBER, "Synchronizations of files", r -> Known.or(r.fsyncs())),
        counter(
            "fsync_seconds",
            Unit.SECONDS,
            "Time spent synchronizing; 0 while track_io_timing is off",
            r -> Known.seconds(r.fsyncTime())));
  }

  @Override
  public String help() {
    return "Reads and writes by kind of backend";
  }

  @Override
  protected List<IoRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(IoFamily.class, "query", server.version()), IoFamily::row);
  }

  private static IoRow row(Row row) {
    return new IoRow(
        row.text("backend_type"),
        row.text("object"),
        row.text("context"),
        row.instantOrEmpty("stats_reset"),
        row.numberOrEmpty("reads"),
        row.decimalOrEmpty("read_bytes"),
        row.decimalOrEmpty("read_time"),
        row.numberOrEmpty("writes"),
        row.decimalOrEmpty("write_bytes"),
        row.decimalOrEmpty("write_time"),
        row.numberOrEmpty("extensions"),
        row.numberOrEmpty("hits"),
        row.numberOrEmpty("evictions"),
        row.numberOrEmpty("fsyncs"),
        row.decimalOrEmpty("fsync_time"));
  }

  @Override
  protected Labels labels(IoRow row) {
    return Labels.of(
        new Label("backend", row.backendType()),
        new Label("object", row.object()),
        new Label("context", row.context()));
  }
}
