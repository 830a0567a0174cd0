package dev.ballast.protect.verify.content;

import dev.ballast.postgres.jdbc.Session;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A session beside those that read, outside of any snapshot: it sees what is there now. Safe for
/// any number of threads, which ask one after another.
public final class SharedSession implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Session session;
  private final boolean owned;

  /// @param session in no transaction; closed with this
  public SharedSession(Session session) {
    this(session, true);
  }

  private SharedSession(Session session, boolean owned) {
    this.session = session;
    this.owned = owned;
  }

  /// One that stays open.
  public static SharedSession lent(Session session) {
    return new SharedSession(session, false);
  }

  public <R> R ask(Function<Session, R> question) {
    lock.lock();
    try {
      return question.apply(session);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (owned) {
        session.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
