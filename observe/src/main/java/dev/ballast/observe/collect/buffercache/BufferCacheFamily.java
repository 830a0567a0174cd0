package dev.ballast.observe.collect.buffercache;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;

/// Shared buffers by state, where the extension pg_buffercache 1.4 or later is installed
/// (PostgreSQL 16).
public final class BufferCacheFamily extends Family<BufferCacheRow> {
  private static final String FUNCTION = "pg_buffercache_summary";
  private static final int FIRST_MAJOR = 16;

  public BufferCacheFamily() {
    super(
        "buffer_cache",
        Duration.ofMinutes(1),
        List.of(
            gauge("used", Unit.NUMBER, "Buffers that hold a page", r -> Known.or(r.used())),
            gauge("unused", Unit.NUMBER, "Buffers that hold none", r -> Known.or(r.unused())),
            gauge(
                "dirty",
                Unit.NUMBER,
                "Buffers whose page is to be written",
                r -> Known.or(r.dirty())),
            gauge(
                "pinned",
                Unit.NUMBER,
                "Buffers that a process uses right now",
                r -> Known.or(r.pinned())),
            gauge(
                "usage_average",
                Unit.NUMBER,
                "Mean usage count of used buffers, 0 to 5",
                r -> Known.or(r.usageAverage()))));
  }

  @Override
  public String help() {
    return "Shared buffers by state, by pg_buffercache_summary of PostgreSQL 16 and later";
  }

  @Override
  protected List<BufferCacheRow> ask(Session session, ServerFacts server) {
    QualifiedIdentifier function =
        session
            .first(
                SqlResource.load(BufferCacheFamily.class, "extension", server.version()),
                row -> QualifiedIdentifier.of(row.text("schema"), FUNCTION))
            .orElseThrow(() -> unavailable(server));
    return session.query(
        SqlResource.load(BufferCacheFamily.class, "query", server.version()).formatted(function),
        BufferCacheFamily::row);
  }

  private static Fault unavailable(ServerFacts server) {
    Fault fault =
        Fault.of(
            ObserveError.BUFFER_CACHE_UNAVAILABLE,
            "shared buffers cannot be counted: there is no function " + FUNCTION);
    return server.version().major() < FIRST_MAJOR
        ? fault.detail("it is in pg_buffercache from PostgreSQL 16 on")
        : fault
            .detail("it is not in the database that the watch connects to")
            .hint(
                "Run CREATE EXTENSION pg_buffercache there, or ALTER EXTENSION pg_buffercache UPDATE.");
  }

  private static BufferCacheRow row(Row row) {
    return new BufferCacheRow(
        row.numberOrEmpty("used"),
        row.numberOrEmpty("unused"),
        row.numberOrEmpty("dirty"),
        row.numberOrEmpty("pinned"),
        row.decimalOrEmpty("usage_average"));
  }

  @Override
  protected Labels labels(BufferCacheRow row) {
    return Labels.NONE;
  }
}
