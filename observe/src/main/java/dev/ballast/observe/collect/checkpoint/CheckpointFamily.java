package dev.ballast.observe.collect.checkpoint;

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

/// Checkpoints: how often, why and at what cost.
public final class CheckpointFamily extends Family<CheckpointRow> {
  public CheckpointFamily() {
    super(
        "checkpoint",
        Duration.ofSeconds(30),
        List.of(
            gauge(
                "reset_timestamp_seconds",
                Unit.TIMESTAMP,
                "When the counters last began at zero",
                r -> Known.or(r.statsReset())),
            counter(
                "timed",
                Unit.NUMBER,
                "Checkpoints that were due to time",
                r -> Known.or(r.numTimed())),
            counter(
                "requested",
                Unit.NUMBER,
                "Checkpoints that were requested, by the amount of WAL or by a command",
                r -> Known.or(r.numRequested())),
            counter(
                "write_seconds",
                Unit.SECONDS,
                "Time spent writing files in checkpoints",
                r -> Known.seconds(r.writeTime())),
            counter(
                "sync_seconds",
                Unit.SECONDS,
                "Time spent synchronizing files in checkpoints",
                r -> Known.seconds(r.syncTime())),
            counter(
                "buffers_written",
                Unit.NUMBER,
                "Buffers written by checkpoints",
                r -> Known.or(r.buffersWritten())),
            counter(
                "restartpoints",
                Unit.NUMBER,
                "Restart points on a standby; unknown before 17",
                r -> Known.or(r.restartpointsDone()))));
  }

  @Override
  public String help() {
    return "Checkpoints and the buffers they wrote";
  }

  @Override
  protected List<CheckpointRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(CheckpointFamily.class, "query", server.version()), CheckpointFamily::row);
  }

  private static CheckpointRow row(Row row) {
    return new CheckpointRow(
        row.instantOrEmpty("stats_reset"),
        row.numberOrEmpty("num_timed"),
        row.numberOrEmpty("num_requested"),
        row.decimalOrEmpty("write_time"),
        row.decimalOrEmpty("sync_time"),
        row.numberOrEmpty("buffers_written"),
        row.numberOrEmpty("restartpoints_done"));
  }

  @Override
  protected Labels labels(CheckpointRow row) {
    return Labels.NONE;
  }

  @Override
  public boolean isOfOwnStorage() {
    return true;
  }
}
