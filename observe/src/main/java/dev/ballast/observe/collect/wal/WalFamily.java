package dev.ballast.observe.collect.wal;

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
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// How much write-ahead log was generated, and what writing it took.
public final class WalFamily extends Family<WalRow> {
  public WalFamily() {
    super(
        "wal", Duration.ofSeconds(10), Stream.of(part1(), part2()).flatMap(List::stream).toList());
  }

  private static List<Metric<WalRow>> part1() {
    return List.of(
        gauge(
            "reset_timestamp_seconds",
            Unit.TIMESTAMP,
            "When the counters last began at zero",
            r -> Known.or(r.statsReset())),
        counter("records", Unit.NUMBER, "WAL records", r -> Known.or(r.walRecords())),
        counter("full_page_images", Unit.NUMBER, "Full page images", r -> Known.or(r.walFpi())),
        counter("bytes", Unit.BYTES, "WAL generated", r -> Known.or(r.walBytes())),
        counter(
            "buffers_full",
            Unit.NUMBER,
            "Times WAL was written because its buffers were full",
            r -> Known.or(r.walBuffersFull())),
        counter("writes", Unit.NUMBER, "Writes of WAL buffers", r -> Known.or(r.writes())),
        counter("syncs", Unit.NUMBER, "Synchronizations of WAL files", r -> Known.or(r.syncs())),
        counter(
            "write_seconds",
            Unit.SECONDS,
            "Time spent writing WAL; 0 while track_wal_io_timing is off",
            r -> Known.seconds(r.writeTime())));
  }

  private static List<Metric<WalRow>> part2() {
    return List.of(
        counter(
            "sync_seconds",
            Unit.SECONDS,
            "Time spent synchronizing WAL; 0 while track_wal_io_timing is off",
            r -> Known.seconds(r.syncTime())));
  }

  @Override
  public String help() {
    return "Write-ahead log that was generated";
  }

  @Override
  protected List<WalRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(WalFamily.class, "query", server.version()), WalFamily::row);
  }

  private static WalRow row(Row row) {
    return new WalRow(
        row.instantOrEmpty("stats_reset"),
        row.numberOrEmpty("wal_records"),
        row.numberOrEmpty("wal_fpi"),
        row.decimalOrEmpty("wal_bytes"),
        row.numberOrEmpty("wal_buffers_full"),
        row.numberOrEmpty("writes"),
        row.numberOrEmpty("syncs"),
        row.decimalOrEmpty("write_time"),
        row.decimalOrEmpty("sync_time"));
  }

  @Override
  protected Labels labels(WalRow row) {
    return Labels.NONE;
  }
}
