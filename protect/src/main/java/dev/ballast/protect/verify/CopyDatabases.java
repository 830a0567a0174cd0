package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import java.util.List;
import java.util.function.Function;

/// The databases of a copy that can be entered, and a crew for one of them.
final class CopyDatabases {
  private final Function<String, Session> copy;

  CopyDatabases(Function<String, Session> copy) {
    this.copy = copy;
  }

  List<String> names() {
    try (Session session = entrance()) {
      return session.query(
          "SELECT datname FROM pg_catalog.pg_database WHERE datallowconn ORDER BY datname",
          row -> row.text("datname"));
    }
  }

  /// `template1` is what a new database is made from, so nearly every cluster has it.
  private Session entrance() {
    try {
      return copy.apply("template1");
    } catch (Fault fault) {
      if (fault.code() != PostgresError.DATABASE_MISSING) {
        throw fault;
      }
      return copy.apply("postgres");
    }
  }

  SessionCrew crew(String database, CheckSettings settings) {
    SessionCrew crew = SessionCrew.open(settings.sessions(), () -> copy.apply(database));
    crew.forEach(
        session -> {
          TextForm.pin(session);
          session.execute("SET statement_timeout = " + settings.statementTimeout().toMillis());
        });
    return crew;
  }
}
