package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Compares the values that an index hands out itself, those of INCLUDE columns among them, with
/// the table's. Where the planner has no index-only scan for it, no query gets any.
final class ReturnedValues {
  private static final String FROM_INDEX =
      """
      SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off;
      SET LOCAL enable_indexscan = on; SET LOCAL enable_indexonlyscan = on;
      """;

  private static final String FROM_TABLE =
      """
      SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = off;
      SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off;
      """;

  private record Answer(long rows, String values) {
    static Answer of(Row row) {
      return new Answer(row.number("rows"), row.text("values"));
    }
  }

  private final IndexSessions sessions;
  private final ProbedIndex index;
  private final String columns;

  /// @param columns that the index returns, in SQL
  ReturnedValues(IndexSessions sessions, ProbedIndex index, String columns) {
    this.sessions = sessions;
    this.index = index;
    this.columns = columns;
  }

  /// Throws `statement-timeout` where the time is too short.
  CheckOutcome check(Duration time) {
    for (String nulls : List.of("IS NOT NULL", "IS NULL")) {
      String query = query(index.keys().getFirst().expression() + " " + nulls);
      if (sessions.answersAlone(FROM_INDEX, query)) {
        Answer byTable = sessions.read(time, session -> ask(session, FROM_TABLE, time, query));
        Answer byIndex = sessions.read(time, session -> ask(session, FROM_INDEX, time, query));
        if (!byIndex.equals(byTable) && !isAsRebuilt(byIndex, time, query)) {
          return new CheckOutcome.Broken(
              index.label() + ": the values that it returns are not those of its table");
        }
      }
    }
    return new CheckOutcome.Sound();
  }

  private String query(String condition) {
    return """
        SELECT pg_catalog.count(*) AS rows, coalesce(pg_catalog.sum(pg_catalog.hashtextextended(
                 pg_catalog.textin(pg_catalog.record_out(ROW(%s))) COLLATE pg_catalog."C", 0)), 0)::pg_catalog.text AS values
          FROM ONLY %s WHERE %s%s
        """
        .formatted(
            columns,
            index.table().name(),
            index.predicate().map(p -> "(" + p + ") AND ").orElse(""),
            condition);
  }

  private static Answer ask(Session session, String settings, Duration time, String query) {
    session.execute(settings);
    session.execute("SET LOCAL statement_timeout = " + Math.max(1000, time.toMillis()));
    return session.one(query, Answer::of);
  }

  /// An operator class may return a value in another form than the table has it.
  private boolean isAsRebuilt(Answer byIndex, Duration time, String query) {
    try {
      Optional<Answer> rebuilt =
          sessions.write(
              session -> {
                session.execute("REINDEX INDEX " + index.name());
                return Optional.of(ask(session, FROM_INDEX, time, query));
              });
      return rebuilt.filter(byIndex::equals).isPresent();
    } catch (Fault fault) {
      if (fault.code() instanceof PostgresError) {
        return false;
      }
      throw fault;
    }
  }
}
