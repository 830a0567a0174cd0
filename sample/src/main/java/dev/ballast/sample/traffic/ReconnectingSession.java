package dev.ballast.sample.traffic;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.util.Optional;

/// A session that is opened when it is needed and again after it broke. For one thread at a time.
final class ReconnectingSession implements AutoCloseable {
  private final ConnectionSettings settings;
  private final SessionOptions options;
  private Optional<Session> session = Optional.empty();

  ReconnectingSession(ConnectionSettings settings, SessionOptions options) {
    this.settings = settings;
    this.options = options;
  }

  Session session() {
    if (session.isEmpty()) {
      session = Optional.of(Session.open(settings, options));
    }
    return session.get();
  }

  /// Makes the line fit for the next operation after one failed: rolls back, or hangs up where
  /// that is not possible.
  void recover(Fault failure) {
    if (isBroken(failure)) {
      close();
      return;
    }
    try {
      if (session.isPresent()) {
        session.get().rollback();
      }
    } catch (Fault another) {
      failure.addSuppressed(another);
      close();
    }
  }

  @Override
  public void close() {
    try {
      if (session.isPresent()) {
        session.get().close();
      }
    } catch (Fault alreadyGone) {
      // Nothing is left to close.
      CommonError.keepInterrupt(alreadyGone);
    } finally {
      session = Optional.empty();
    }
  }

  private static boolean isBroken(Fault failure) {
    return failure.code() == PostgresError.CONNECTION_LOST
        || failure.code() == PostgresError.SERVER_UNREACHABLE
        || failure.code() == PostgresError.SERVER_SHUTTING_DOWN;
  }
}
