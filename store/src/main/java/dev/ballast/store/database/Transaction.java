package dev.ballast.store.database;

import dev.ballast.evidence.Undo;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import java.util.function.Function;

/// Several statements of which all take effect or none.
public final class Transaction {
  private Transaction() {}

  public static <T> T run(SessionPool pool, Function<Session, T> work) {
    try (Session session = pool.lend()) {
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      try (Undo<RuntimeException> undo = Undo.unlessKept(session::rollback)) {
        T answer = work.apply(session);
        session.commit();
        return undo.keep(answer);
      }
    }
  }
}
