package dev.ballast.protect.verify.content;

import dev.ballast.postgres.jdbc.Session;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A session beside those that read, outside of any snapshot: it sees what is there now. Safe for
/// any number of threads, which ask one after another.
public final class SharedSession implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Session session;

  /// @param session in no transaction; closed with this
  public SharedSession(Session session) {
    this.session = session;
  }

  <R> R ask(Function<Session, R> question) {
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
      session.close();
    } finally {
      lock.unlock();
    }
  }
}
