package dev.ballast.observe.collect.bgwriter;

import static dev.ballast.observe.family.Metric.counter;
import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;

/// What the background writer did, and what backends had to do for it.
public final class BgwriterFamily extends Family<BgwriterRow> {
  public BgwriterFamily() {
    super(
        "bgwriter",
        Duration.ofSeconds(30),
        List.of(
            gauge(
                "reset_timestamp_seconds",
                Unit.TIMESTAMP,
                "When the counters last began at zero",
                r -> Known.or(r.statsReset())),
            counter(
                "buffers_cleaned",
                Unit.NUMBER,
                "Buffers that the background writer wrote",
                r -> Known.or(r.buffersClean())),
            counter(
                "stopped_early",
                Unit.NUMBER,
                "Scans that ended because bgwriter_lru_maxpages was reached",
                r -> Known.or(r.maxwrittenClean())),
            counter(
                "buffers_allocated",
                Unit.NUMBER,
                "Buffers allocated",
                r -> Known.or(r.buffersAlloc())),
            counter(
                "buffers_by_backends",
                Unit.NUMBER,
                "Buffers that backends wrote themselves; from 17 on see the family io",
                r -> Known.or(r.buffersBackend())),
            counter(
                "fsyncs_by_backends",
                Unit.NUMBER,
                "Times a backend had to synchronize a file itself; from 17 on see the family io",
                r -> Known.or(r.buffersBackendFsync()))));
  }

  @Override
  public String help() {
    return "The background writer";
  }

  @Override
  protected List<BgwriterRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(BgwriterFamily.class, "query", server.version()), BgwriterFamily::row);
  }

  private static BgwriterRow row(Row row) {
    return new BgwriterRow(
        row.instantOrEmpty("stats_reset"),
        row.numberOrEmpty("buffers_clean"),
        row.numberOrEmpty("maxwritten_clean"),
        row.numberOrEmpty("buffers_alloc"),
        row.numberOrEmpty("buffers_backend"),
        row.numberOrEmpty("buffers_backend_fsync"));
  }

  @Override
  protected Labels labels(BgwriterRow row) {
    return Labels.NONE;
  }

  @Override
  public boolean isOfOwnStorage() {
    return true;
  }
}
