package dev.ballast.observe.collect.archiver;

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

/// What archive_command or archive_library did.
public final class ArchiverFamily extends Family<ArchiverRow> {
  public ArchiverFamily() {
    super(
        "archiver",
        Duration.ofSeconds(30),
        List.of(
            gauge(
                "reset_timestamp_seconds",
                Unit.TIMESTAMP,
                "When the counters last began at zero",
                r -> Known.or(r.statsReset())),
            counter("archived", Unit.NUMBER, "Segments archived", r -> Known.or(r.archivedCount())),
            counter(
                "failed",
                Unit.NUMBER,
                "Attempts to archive that failed",
                r -> Known.or(r.failedCount())),
            gauge(
                "last_archived_timestamp_seconds",
                Unit.TIMESTAMP,
                "When a segment was last archived",
                r -> Known.or(r.lastArchivedTime())),
            gauge(
                "last_failed_timestamp_seconds",
                Unit.TIMESTAMP,
                "When an attempt last failed",
                r -> Known.or(r.lastFailedTime())),
            gauge(
                "waiting_segments",
                Unit.NUMBER,
                "Segments that are ready to be archived; unknown without pg_monitor",
                r -> Known.or(r.waiting()))));
  }

  @Override
  public String help() {
    return "WAL archiving";
  }

  @Override
  protected List<ArchiverRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(ArchiverFamily.class, "query", server.version()), ArchiverFamily::row);
  }

  private static ArchiverRow row(Row row) {
    return new ArchiverRow(
        row.instantOrEmpty("stats_reset"),
        row.numberOrEmpty("archived_count"),
        row.numberOrEmpty("failed_count"),
        row.instantOrEmpty("last_archived_time"),
        row.instantOrEmpty("last_failed_time"),
        row.numberOrEmpty("waiting"));
  }

  @Override
  protected Labels labels(ArchiverRow row) {
    return Labels.NONE;
  }

  @Override
  public boolean isOfOwnStorage() {
    return true;
  }
}
