package dev.ballast.observe.collect.slru;

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

/// Caches for transaction status, subtransactions, multixacts and notifications.
public final class SlruFamily extends Family<SlruRow> {
  public SlruFamily() {
    super(
        "slru",
        Duration.ofMinutes(1),
        List.of(
            gauge(
                "reset_timestamp_seconds",
                Unit.TIMESTAMP,
                "When the counters last began at zero",
                r -> Known.or(r.statsReset())),
            counter(
                "blocks_hit", Unit.NUMBER, "Blocks found in the cache", r -> Known.or(r.blksHit())),
            counter(
                "blocks_read", Unit.NUMBER, "Blocks read from disk", r -> Known.or(r.blksRead())),
            counter(
                "blocks_written",
                Unit.NUMBER,
                "Blocks written to disk",
                r -> Known.or(r.blksWritten()))));
  }

  @Override
  public String help() {
    return "Caches of transaction status";
  }

  @Override
  protected List<SlruRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(SlruFamily.class, "query", server.version()), SlruFamily::row);
  }

  private static SlruRow row(Row row) {
    return new SlruRow(
        row.text("name"),
        row.instantOrEmpty("stats_reset"),
        row.numberOrEmpty("blks_hit"),
        row.numberOrEmpty("blks_read"),
        row.numberOrEmpty("blks_written"));
  }

  @Override
  protected Labels labels(SlruRow row) {
    return Labels.of("cache", row.name());
  }
}
