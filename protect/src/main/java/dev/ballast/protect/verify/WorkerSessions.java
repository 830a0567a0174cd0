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

  /// @param restarts of the server before the session was opened
  private record Seat(String role, Session session, int restarts) {}

  private final ConfinedCopy copy;
  private final String database;
  private final Duration statementTimeout;
  private volatile Optional<Seat> seat = Optional.empty();
  private final Watchdog watchdog;
  private volatile Optional<Seat> keeper = Optional.empty();
  private volatile Optional<Watchdog.Watch> watch = Optional.empty();

  WorkerSessions(ConfinedCopy copy, String database, CheckSettings settings) {
    this.copy = copy;
    this.database = database;
    this.statementTimeout = settings.statementTimeout();
    this.watchdog = new Watchdog(copy, database, settings.reaction());
  }

  /// Whether this role's relations are PostgreSQL's own.
  boolean isKeeper(String role) {
    return copy.isKeeper(role);
  }

  int restarts() {
    return copy.restarts();
  }

  /// Runs `work` in a read-only transaction of a session that logged in as `role`.
  ///
  /// @param settings statements ahead of it, for this transaction
  <R> R as(String role, String settings, Function<Session, R> work) {
    return as(role, Access.READ_ONLY, settings, statementTimeout, work);
  }

  /// The same, with a limit that `work` sets itself.
  <R> R within(Duration limit, String role, Function<Session, R> work) {
    return as(role, Access.READ_ONLY, "", limit, work);
  }

  /// The same in a transaction that may write to what is the role's, and is rolled back.
  <R> R writing(String role, String settings, Function<Session, R> work) {
    return as(role, Access.READ_WRITE, settings, statementTimeout, work);
  }

  private <R> R as(
      String role, Access access, String settings, Duration limit, Function<Session, R> work) {
    Session session = seated(role);
    return watched(
        session,
        access,
        limit,
        s -> {
          if (!settings.isEmpty()) {
            s.execute(settings);
          }
          return work.apply(s);
        });
  }

  /// Runs `work` in a transaction that is rolled back, and ends what outlives its limit.
  <R> R watched(Session session, Access access, Duration limit, Function<Session, R> work) {
    try (Watchdog.Watch now = watchdog.over(session, limit)) {
      watch = Optional.of(now);
      try {
        session.begin(IsolationLevel.READ_COMMITTED, access);
        try {
          return work.apply(session);
        } finally {
          session.rollback();
        }
      } catch (Fault fault) {
        throw now.explained(fault);
      } finally {
        watch = Optional.empty();
      }
    }
  }

  Duration statementTimeout() {
    return statementTimeout;
  }

  private Session seated(String role) {
    Optional<Seat> now = seat;
    if (now.isPresent() && now.get().role().equals(role) && isLive(now.get())) {
      return now.get().session();
    }
    rise();
    int restarts = copy.restarts();
    Session session = copy.as(role, database, statementTimeout);
    seat = Optional.of(new Seat(role, session, restarts));
    if (!copy.isKeeper(role)) {
      session.text(PATH);
    }
    return session;
  }

  /// The superuser's session of this worker.
  Session keeper() {
    Optional<Seat> now = keeper;
    if (now.isPresent() && isLive(now.get())) {
      return now.get().session();
    }
    keeper = Optional.empty();
    now.map(Seat::session).ifPresent(WorkerSessions::end);
    int restarts = copy.restarts();
    Session session = copy.keeper(database);
    keeper = Optional.of(new Seat("", session, restarts));
    return session;
  }

  private boolean isLive(Seat one) {
    return one.restarts() == copy.restarts();
  }

  private void rise() {
    Optional<Seat> now = seat;
    seat = Optional.empty();
    now.map(Seat::session).ifPresent(WorkerSessions::end);
  }

  /// Ends both sessions.
  void leave() {
    rise();
    Optional<Seat> now = keeper;
    keeper = Optional.empty();
    now.map(Seat::session).ifPresent(WorkerSessions::end);
  }

  static void end(Session session) {
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
    keeper.map(Seat::session).ifPresent(Session::cancel);
    watch.ifPresent(Watchdog.Watch::leave);
  }
}
