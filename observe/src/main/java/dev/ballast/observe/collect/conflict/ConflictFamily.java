package dev.ballast.observe.collect.conflict;

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

/// Queries that a standby cancelled because replay needed what they used.
public final class ConflictFamily extends Family<ConflictRow> {
  public ConflictFamily() {
    super(
        "conflict",
        Duration.ofSeconds(30),
        List.of(
            gauge(
                "reset_timestamp_seconds",
                Unit.TIMESTAMP,
                "When the counters last began at zero",
                r -> Known.or(r.statsReset())),
            counter(
                "tablespace",
                Unit.NUMBER,
                "Queries cancelled because a tablespace was dropped",
                r -> Known.or(r.tablespace())),
            counter(
                "lock",
                Unit.NUMBER,
                "Queries cancelled because of a lock",
                r -> Known.or(r.lock())),
            counter(
                "snapshot",
                Unit.NUMBER,
                "Queries cancelled because rows they could see were removed",
                r -> Known.or(r.snapshot())),
            counter(
                "buffer_pin",
                Unit.NUMBER,
                "Queries cancelled because they held a page",
                r -> Known.or(r.bufferPin())),
            counter(
                "deadlock",
                Unit.NUMBER,
                "Queries cancelled because of a deadlock with replay",
                r -> Known.or(r.deadlock())),
            counter(
                "logical_slot",
                Unit.NUMBER,
                "Uses of logical slots cancelled because of old snapshots or wal_level; unknown before 16",
                r -> Known.or(r.logicalSlot()))));
  }

  @Override
  public String help() {
    return "Queries of a standby that replay cancelled, by what it needed";
  }

  @Override
  protected List<ConflictRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(ConflictFamily.class, "query", server.version()), ConflictFamily::row);
  }

  private static ConflictRow row(Row row) {
    return new ConflictRow(
        row.text("database"),
        row.instantOrEmpty("stats_reset"),
        row.numberOrEmpty("tablespace"),
        row.numberOrEmpty("lock"),
        row.numberOrEmpty("snapshot"),
        row.numberOrEmpty("buffer_pin"),
        row.numberOrEmpty("deadlock"),
        row.numberOrEmpty("logical_slot"));
  }

  @Override
  protected Labels labels(ConflictRow row) {
    return Labels.of("database", row.database());
  }
}
