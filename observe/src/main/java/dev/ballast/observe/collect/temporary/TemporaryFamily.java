package dev.ballast.observe.collect.temporary;

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

/// Temporary files that are on disk at present.
public final class TemporaryFamily extends Family<TemporaryRow> {
  public TemporaryFamily() {
    super(
        "temporary",
        Duration.ofSeconds(30),
        List.of(
            gauge("files", Unit.NUMBER, "Temporary files", r -> Known.or(r.files())),
            gauge("bytes", Unit.BYTES, "Their size", r -> Known.or(r.bytes()))));
  }

  @Override
  public String help() {
    return "Temporary files on disk at present, by tablespace";
  }

  @Override
  protected List<TemporaryRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(TemporaryFamily.class, "query", server.version()), TemporaryFamily::row);
  }

  private static TemporaryRow row(Row row) {
    return new TemporaryRow(
        row.text("tablespace"), row.numberOrEmpty("files"), row.decimalOrEmpty("bytes"));
  }

  @Override
  protected Labels labels(TemporaryRow row) {
    return Labels.of("tablespace", row.tablespace());
  }
}
