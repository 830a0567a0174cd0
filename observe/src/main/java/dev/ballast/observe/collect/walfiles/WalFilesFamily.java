package dev.ballast.observe.collect.walfiles;

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

/// The WAL that is on disk, and what of it waits to be archived.
public final class WalFilesFamily extends Family<WalFilesRow> {
  public WalFilesFamily() {
    super(
        "wal_files",
        Duration.ofSeconds(30),
        List.of(
            gauge("files", Unit.NUMBER, "Files in the directory of WAL", r -> Known.or(r.files())),
            gauge("bytes", Unit.BYTES, "Their size", r -> Known.or(r.bytes())),
            gauge(
                "max_wal_size_bytes",
                Unit.BYTES,
                "max_wal_size: what checkpoints aim at",
                r -> Known.or(r.softLimit())),
            gauge(
                "archive_waiting",
                Unit.NUMBER,
                "Files that are to be archived and are not yet",
                r -> Known.or(r.waiting()))));
  }

  @Override
  public String help() {
    return "WAL files on disk, and those that wait for archive_command";
  }

  @Override
  protected List<WalFilesRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(WalFilesFamily.class, "query", server.version()), WalFilesFamily::row);
  }

  private static WalFilesRow row(Row row) {
    return new WalFilesRow(
        row.numberOrEmpty("files"),
        row.decimalOrEmpty("bytes"),
        row.decimalOrEmpty("soft_limit"),
        row.numberOrEmpty("waiting"));
  }

  @Override
  protected Labels labels(WalFilesRow row) {
    return Labels.NONE;
  }

  @Override
  public boolean isOfOwnStorage() {
    return true;
  }
}
