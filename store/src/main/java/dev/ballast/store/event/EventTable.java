package dev.ballast.store.event;

import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Undo;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// The events that are in the store, by month. Safe for any number of threads.
final class EventTable {
  private static final String NAME = "event";
  private static final String NO_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private final SessionPool pool;

  EventTable(SessionPool pool) {
    this.pool = pool;
  }

  /// Stores events, each once, however often it is tried.
  void write(Collection<Event> events) {
    try (Session session = pool.lend()) {
      events.stream()
          .map(e -> YearMonth.from(e.at().atZone(ZoneOffset.UTC)))
          .collect(Collectors.toCollection(TreeSet::new))
          .forEach(month -> session.execute(creation(month)));
      String insert = SqlResource.load(EventTable.class, "insert", session.version());
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      try (Undo<RuntimeException> undo = Undo.unlessKept(session::rollback)) {
        for (Event event : events) {
          session.execute(
              insert,
              event.id().toString(),
              event.target(),
              event.at(),
              event.source().name(),
              event.severity().name(),
              event.subject(),
              event.summary(),
              new String(Json.write(event.detail()), StandardCharsets.UTF_8));
        }
        session.commit();
        undo.keep();
      }
    }
  }

  /// The newest first.
  List<Event> read(EventQuery query) {
    try (Session session = pool.lend()) {
      return session.query(
          SqlResource.load(EventTable.class, "read", session.version()),
          EventTable::event,
          query.from(),
          query.to(),
          query.target().orElse(""),
          query.target().orElse(""),
          query.sources().stream().map(EventSource::name).toList(),
          query.sources().stream().map(EventSource::name).toList(),
          query.after().map(EventCursor::at).orElse(query.to()),
          query.after().map(a -> a.id().toString()).orElse(NO_ID),
          query.limit());
    }
  }

  private static Event event(Row row) {
    return new Event(
        UUID.fromString(row.text("id")),
        row.text("target"),
        row.instant("at"),
        EventSource.valueOf(row.text("source")),
        Severity.valueOf(row.text("severity")),
        row.text("subject"),
        row.text("summary"),
        Arrays.asList(
            Json.read(row.text("detail").getBytes(StandardCharsets.UTF_8), EventDetail[].class)));
  }

  /// Drops the months that ended longer ago than `retention`; returns how many.
  int drop(Instant now, Duration retention) {
    String oldest = name(YearMonth.from(now.minus(retention).atZone(ZoneOffset.UTC)));
    try (Session session = pool.lend()) {
      List<String> over =
          session
              .query(
                  SqlResource.load(EventTable.class, "partitions", session.version()),
                  row -> row.text("name"))
              .stream()
              .filter(name -> name.compareTo(oldest) < 0)
              .toList();
      over.forEach(name -> session.execute("DROP TABLE IF EXISTS " + name));
      return over.size();
    }
  }

  /// Names of later months sort behind those of earlier ones.
  private static String name(YearMonth month) {
    return "%s_%04d%02d".formatted(NAME, month.getYear(), month.getMonthValue());
  }

  /// Nothing happens where it is there.
  private static String creation(YearMonth month) {
    return "CREATE TABLE IF NOT EXISTS %s PARTITION OF %s FOR VALUES FROM ('%s') TO ('%s')"
        .formatted(name(month), NAME, start(month), start(month.plusMonths(1)));
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
