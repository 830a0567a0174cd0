package dev.ballast.observe.collect.databasesize;

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

/// How large each database is.
public final class DatabaseSizeFamily extends Family<DatabaseSizeRow> {
  public DatabaseSizeFamily() {
    super(
        "database_size",
        Duration.ofMinutes(5),
        List.of(
            gauge("bytes", Unit.BYTES, "Its size with all its indexes", r -> Known.or(r.bytes()))));
  }

  @Override
  public String help() {
    return "Sizes of databases";
  }

  @Override
  protected List<DatabaseSizeRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(DatabaseSizeFamily.class, "query", server.version()),
        DatabaseSizeFamily::row);
  }

  private static DatabaseSizeRow row(Row row) {
    return new DatabaseSizeRow(row.text("database"), row.numberOrEmpty("bytes"));
  }

  @Override
  protected Labels labels(DatabaseSizeRow row) {
    return Labels.of("database", row.database());
  }
}
