package dev.ballast.protect.verify.content;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether the planner would run code of the database when it plans a query on a relation. Safe for
/// any number of threads.
///
/// It asks in a session of its own, outside of any old snapshot, since the planner goes by what is
/// there now. An index or statistics made between the question and the query are not seen: who
/// reads what a user's code may stand behind asks right before each query, and reads by COPY, which
/// has no planner, wherever it can.
final class CodeInPlans implements AutoCloseable {
  private final Supplier<Session> opener;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Session session;

  /// @param opener opens a session to the database, when first needed; closed with this
  CodeInPlans(Supplier<Session> opener) {
    this.opener = opener;
  }

  /// Why no query on the relation should be planned, if so.
  Optional<String> in(Relation relation) {
    if (relation.means() == Relation.Means.CATALOGUE) {
      return Optional.empty();
    }
    lock.lock();
    try {
      Session asked = session == null ? opener.get() : session;
      session = asked;
      String sql = SqlResource.load(CodeInPlans.class, "code", asked.version());
      List<String> found =
          asked.query(sql, row -> row.text("name"), relation.oid(), relation.oid());
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "planning a query on it would run code of the database, for %s"
                  .formatted(String.join(", ", found)));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (session != null) {
        session.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
