package dev.ballast.observe.collect.database;

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

/// Each database's counters and how far it is from transaction id wraparound.
public final class DatabaseFamily extends Family<DatabaseRow> {
  public DatabaseFamily() {
    super(
        "database",
        Duration.ofSeconds(10),
        Stream.of(general(), work(), blocks(), trouble()).flatMap(List::stream).toList());
  }

  private static List<Metric<DatabaseRow>> general() {
    return List.of(
        gauge(
            "reset_timestamp_seconds",
            Unit.TIMESTAMP,
            "When the counters last began at zero",
            r -> Known.or(r.resetAt())),
        gauge("backends", Unit.NUMBER, "Backends connected to it", DatabaseRow::backends),
        gauge(
            "frozen_xid_age_transactions",
            Unit.TRANSACTIONS,
            "Age of its oldest unfrozen transaction id; 2^31 is the end",
            r -> Known.or(r.frozenAge())),
        gauge(
            "min_multixact_age",
            Unit.NUMBER,
            "Age of its oldest multixact id; 2^31 is the end",
            r -> Known.or(r.multixactAge())));
  }

  private static List<Metric<DatabaseRow>> work() {
    return List.of(
        counter("commits", Unit.NUMBER, "Committed transactions", r -> r.work().commits()),
        counter("rollbacks", Unit.NUMBER, "Rolled back transactions", r -> r.work().rollbacks()),
        counter("rows_returned", Unit.NUMBER, "Rows read by scans", r -> r.work().returned()),
        counter(
            "rows_fetched", Unit.NUMBER, "Rows fetched by index scans", r -> r.work().fetched()),
        counter("rows_inserted", Unit.NUMBER, "Rows inserted", r -> r.work().inserted()),
        counter("rows_updated", Unit.NUMBER, "Rows updated", r -> r.work().updated()),
        counter("rows_deleted", Unit.NUMBER, "Rows deleted", r -> r.work().deleted()),
        counter(
            "active_seconds",
            Unit.SECONDS,
            "Time that sessions spent executing statements",
            r -> Known.seconds(r.work().activeTime())),
        counter(
            "idle_in_transaction_seconds",
            Unit.SECONDS,
            "Time that sessions spent idle in a transaction",
            r -> Known.seconds(r.work().idleInTransactionTime())),
        counter(
            "sessions", Unit.NUMBER, "Sessions established", r -> Known.or(r.work().sessions())));
  }

  private static List<Metric<DatabaseRow>> blocks() {
    return List.of(
        counter(
            "blocks_read",
            Unit.NUMBER,
            "Blocks read from outside of shared buffers",
            r -> r.blocks().read()),
        counter("blocks_hit", Unit.NUMBER, "Blocks found in shared buffers", r -> r.blocks().hit()),
        counter(
            "block_read_seconds",
            Unit.SECONDS,
            "Time spent reading data files; 0 while track_io_timing is off",
            r -> Known.seconds(r.blocks().readTime())),
        counter(
            "block_write_seconds",
            Unit.SECONDS,
            "Time that backends spent writing data files; 0 while track_io_timing is off",
            r -> Known.seconds(r.blocks().writeTime())));
  }

  private static List<Metric<DatabaseRow>> trouble() {
    return List.of(
        counter(
            "conflicts",
            Unit.NUMBER,
            "Queries cancelled by conflicts with recovery",
            r -> r.trouble().conflicts()),
        counter(
            "temporary_files",
            Unit.NUMBER,
            "Temporary files made",
            r -> r.trouble().temporaryFiles()),
        counter(
            "temporary_bytes",
            Unit.BYTES,
            "Written to temporary files",
            r -> r.trouble().temporaryBytes()),
        counter("deadlocks", Unit.NUMBER, "Deadlocks", r -> r.trouble().deadlocks()),
        counter(
            "checksum_failures",
            Unit.NUMBER,
            "Pages whose checksum was wrong; unknown while checksums are off",
            r -> Known.or(r.trouble().checksumFailures())),
        counter(
            "sessions_abandoned",
            Unit.NUMBER,
            "Sessions whose client was lost",
            r -> Known.or(r.trouble().sessionsAbandoned())),
        counter(
            "sessions_fatal",
            Unit.NUMBER,
            "Sessions ended by fatal errors",
            r -> Known.or(r.trouble().sessionsFatal())),
        counter(
            "sessions_killed",
            Unit.NUMBER,
            "Sessions ended by an operator",
            r -> Known.or(r.trouble().sessionsKilled())));
  }

  @Override
  public String help() {
    return "Each database's work, reads and trouble, and its distance from wraparound";
  }

  @Override
  protected List<DatabaseRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(DatabaseFamily.class, "query", server.version()), DatabaseFamily::row);
  }

  private static DatabaseRow row(Row row) {
    return new DatabaseRow(
        row.text("database"),
        row.instantOrEmpty("stats_reset"),
        row.number("numbackends"),
        new DatabaseRow.Work(
            row.number("xact_commit"),
            row.number("xact_rollback"),
            row.number("tup_returned"),
            row.number("tup_fetched"),
            row.number("tup_inserted"),
            row.number("tup_updated"),
            row.number("tup_deleted"),
            row.decimalOrEmpty("active_time"),
            row.decimalOrEmpty("idle_in_transaction_time"),
            row.numberOrEmpty("sessions")),
        new DatabaseRow.Blocks(
            row.number("blks_read"),
            row.number("blks_hit"),
            row.decimalOrEmpty("blk_read_time"),
            row.decimalOrEmpty("blk_write_time")),
        new DatabaseRow.Trouble(
            row.number("conflicts"),
            row.number("temp_files"),
            row.number("temp_bytes"),
            row.number("deadlocks"),
            row.numberOrEmpty("checksum_failures"),
            row.numberOrEmpty("sessions_abandoned"),
            row.numberOrEmpty("sessions_fatal"),
            row.numberOrEmpty("sessions_killed")),
        row.numberOrEmpty("frozen_age"),
        row.numberOrEmpty("multixact_age"));
  }

  @Override
  protected Labels labels(DatabaseRow row) {
    return Labels.of("database", row.database());
  }
}
