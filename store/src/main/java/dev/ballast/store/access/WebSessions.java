package dev.ballast.store.access;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.database.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Who is logged in. A session ends when it was not used for a while, and after its absolute limit
/// however much it is used. Safe for any number of threads and nodes.
public final class WebSessions {
  private static final Duration GRAIN = Duration.ofMinutes(1);

  private final SessionPool pool;
  private final Duration idle;
  private final Duration absolute;

  /// @param idle after how long without a request a session has ended
  /// @param absolute how long a session may last at all
  public WebSessions(SessionPool pool, Duration idle, Duration absolute) {
    this.pool = pool;
    this.idle = idle;
    this.absolute = absolute;
  }

  /// A session that is good at present.
  public record Live(Account account, Instant startedAt, Instant endsAt) {}

  /// Begins a session, and removes those that have ended.
  ///
  /// @param former the session that the browser had, which ends
  public Instant begin(
      SecretHash cookie, Account account, Optional<SecretHash> former, Instant now) {
    Instant endsAt = now.plus(absolute);
    return Transaction.run(
        pool,
        session -> {
          session.execute(
              "DELETE FROM web_session WHERE ends_at <= ? OR seen_at <= ? OR session_hash = ?",
              now,
              now.minus(idle),
              former.map(SecretHash::hex).orElse(""));
          session.execute(
              """
              INSERT INTO web_session (session_hash, account_id, started_at, seen_at, ends_at)
              VALUES (?, ?, ?, ?, ?)
              """,
              cookie.hex(),
              account.id(),
              now,
              now,
              endsAt);
          return endsAt;
        });
  }

  /// The session of a cookie; empty where it has ended or its account is disabled.
  public Optional<Live> find(SecretHash cookie, Instant now) {
    try (Session session = pool.lend()) {
      return session.first(
          SqlResource.load(WebSessions.class, "find", session.version()),
          row -> new Live(Account.of(row), row.instant("started_at"), row.instant("ends_at")),
          cookie.hex(),
          now,
          now.minus(idle),
          now,
          now.minus(GRAIN));
    }
  }

  /// Ends a session.
  public void end(SecretHash cookie) {
    try (Session session = pool.lend()) {
      session.execute("DELETE FROM web_session WHERE session_hash = ?", cookie.hex());
    }
  }
}
