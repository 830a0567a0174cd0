package dev.ballast.store.access;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import java.time.Instant;

/// Browsers that were sent to a provider and may come back once. Safe for any number of threads and
/// nodes.
public final class LoginAttempts {
  private final SessionPool pool;

  public LoginAttempts(SessionPool pool) {
    this.pool = pool;
  }

  /// Keeps an attempt, and removes those that have ended.
  public void begin(SecretHash attempt, Instant now, Instant endsAt) {
    try (Session session = pool.lend()) {
      session.execute("DELETE FROM login_attempt WHERE ends_at <= ?", now);
      session.execute(
          "INSERT INTO login_attempt (attempt_hash, ends_at) VALUES (?, ?)", attempt.hex(), endsAt);
    }
  }

  /// Whether an attempt is under way; from then on it is not.
  public boolean end(SecretHash attempt, Instant now) {
    try (Session session = pool.lend()) {
      return session.execute(
              "DELETE FROM login_attempt WHERE attempt_hash = ? AND ends_at > ?",
              attempt.hex(),
              now)
          > 0;
    }
  }
}
