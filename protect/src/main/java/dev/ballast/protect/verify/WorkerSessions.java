package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.protect.confine.ConfinedCopy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Where one worker of a crew sits: its session as the role it checks for now, and one as the
/// keeper where it needs that. For one thread, but [#cancel()] may come from any.
final class WorkerSessions {
  /// Rules are written for the path that their database or role has configured. PostgreSQL's own
  /// names stand first, so that nobody's table or function is taken for one of them.
  private static final String PATH =
      """
      SELECT pg_catalog.set_config('search_path',
               CASE pg_catalog.current_setting('search_path') WHEN '' THEN 'pg_catalog'
                    ELSE 'pg_catalog, ' || pg_catalog.current_setting('search_path') END, false)
      """;

  private record Seat(String role, Session session) {}

  private final ConfinedCopy copy;
  private final String database;
  private final Duration statementTimeout;
  private volatile Optional<Seat> seat = Optional.empty();
  private volatile Optional<Session> keeper = Optional.empty();

  WorkerSessions(ConfinedCopy copy, String database, Duration statementTimeout) {
    this.copy = copy;
    this.database = database;
    this.statementTimeout = statementTimeout;
  }

  /// Runs `work` in a read-only transaction of a session that logged in as `role`.
  ///
  /// @param settings statements ahead of it, for this transaction
  <R> R as(String role, String settings, Function<Session, R> work) {
    return as(role, Access.READ_ONLY, settings, work);
  }

  /// The same in a transaction that may write, into a temporary table, and is rolled back.
  <R> R copying(String role, String settings, Function<Session, R> work) {
    return as(role, Access.READ_WRITE, settings, work);
  }

  private <R> R as(String role, Access access, String settings, Function<Session, R> work) {
    Session session = seated(role);
    session.begin(IsolationLevel.READ_COMMITTED, access);
    try {
      if (!settings.isEmpty()) {
        session.execute(settings);
      }
      return work.apply(session);
    } finally {
      session.rollback();
    }
  }

  private Session seated(String role) {
    Optional<Seat> now = seat;
    if (now.isPresent() && now.get().role().equals(role)) {
      return now.get().session();
    }
    rise();
    Session session = copy.as(role, database, statementTimeout);
    seat = Optional.of(new Seat(role, session));
    if (!copy.isKeeper(role)) {
      session.text(PATH);
    }
    return session;
  }

  /// The superuser's session of this worker.
  Session keeper() {
    if (keeper.isEmpty()) {
      keeper = Optional.of(copy.keeper(database));
    }
    return keeper.get();
  }

  private void rise() {
    Optional<Seat> now = seat;
    seat = Optional.empty();
    now.map(Seat::session).ifPresent(WorkerSessions::end);
  }

  /// Ends both sessions.
  void leave() {
    rise();
    Optional<Session> now = keeper;
    keeper = Optional.empty();
    now.ifPresent(WorkerSessions::end);
  }

  private static void end(Session session) {
    try {
      session.close();
    } catch (Fault fault) {
      // A session that the server has ended already is as closed as it can be.
      if (!(fault.code() instanceof PostgresError)) {
        throw fault;
      }
    }
  }

  void cancel() {
    seat.map(Seat::session).ifPresent(Session::cancel);
    keeper.ifPresent(Session::cancel);
  }
}
