package dev.ballast.protect.verify.content;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What relations are by now, whatever an older snapshot saw. It asks in a session of its own,
/// outside of any snapshot. Safe for any number of threads.
public final class PresentRelations implements AutoCloseable {

  /// A relation as it is.
  ///
  /// @param shape comparable with [Relation#shape()]
  record Present(long shape, long bytes) {}

  private final Supplier<Session> opener;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Session session;

  /// @param opener opens a session to the database, when first needed; closed with this
  public PresentRelations(Supplier<Session> opener) {
    this.opener = opener;
  }

  /// Those of the relations that there are, by oid.
  Map<Long, Present> of(List<Relation> relations) {
    lock.lock();
    try {
      Session asked = session == null ? opener.get() : session;
      session = asked;
      Map<Long, Present> present = new HashMap<>();
      asked
          .query(
              SqlResource.load(PresentRelations.class, "present", asked.version()),
              row ->
                  Map.entry(
                      row.number("oid"), new Present(row.number("shape"), row.number("bytes"))),
              relations.stream().map(relation -> Long.toString(relation.oid())).toList())
          .forEach(found -> present.put(found.getKey(), found.getValue()));
      return present;
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
