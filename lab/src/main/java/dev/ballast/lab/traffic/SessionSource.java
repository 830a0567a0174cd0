package dev.ballast.lab.traffic;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;

/// Opens the sessions that traffic runs in. Safe for any number of threads.
///
/// What is to be seen of a lock has to be waited for: the sessions' `statement_timeout` and
/// `lock_timeout` are those that the application has, or longer than any wait.
@FunctionalInterface
public interface SessionSource {
  Session open();

  static SessionSource to(ConnectionSettings settings, SessionOptions options) {
    return () -> Session.open(settings, options);
  }
}
