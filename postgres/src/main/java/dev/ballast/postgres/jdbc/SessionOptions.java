package dev.ballast.postgres.jdbc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// The bounds every statement of a session runs under.
///
/// @param applicationName what `pg_stat_activity` shows, at most 63 bytes
/// @param statementTimeout bound on one statement, `statement_timeout`; at least 1 ms
/// @param lockTimeout bound on waiting for one lock, `lock_timeout`; at least 1 ms
public record SessionOptions(
    String applicationName, Duration statementTimeout, Duration lockTimeout) {
  public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(60);
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(5);

  public SessionOptions {
    requireNonNull(applicationName, "applicationName is null");
    if (applicationName.isEmpty() || applicationName.length() > 63) {
      throw new IllegalArgumentException("application name is empty or over 63 bytes");
    }
    if (statementTimeout.toMillis() < 1 || lockTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("a timeout is under 1 ms, which would mean none");
    }
  }

  public static SessionOptions of(String applicationName) {
    return new SessionOptions(applicationName, DEFAULT_STATEMENT_TIMEOUT, DEFAULT_LOCK_TIMEOUT);
  }

  public SessionOptions withStatementTimeout(Duration timeout) {
    return new SessionOptions(applicationName, timeout, lockTimeout);
  }

  public SessionOptions withLockTimeout(Duration timeout) {
    return new SessionOptions(applicationName, statementTimeout, timeout);
  }
}
