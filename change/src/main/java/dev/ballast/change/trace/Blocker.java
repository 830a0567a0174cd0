package dev.ballast.change.trace;

import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.Wait;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A transaction that does nothing but be in the way of a statement, so that it can be looked at
/// while it waits. For one thread at a time.
final class Blocker implements AutoCloseable {
  private static final String NAME = "ballast blocker";

  private final Session session;
  private final long pid;
  private final Wait.Kind kind;
  private final List<ObservedRelation> tables;
  private final String mode;

  private Blocker(Session session, Wait.Kind kind, List<ObservedRelation> tables, String mode) {
    this.session = session;
    this.pid = Workbench.pid(session);
    this.kind = kind;
    this.tables = tables;
    this.mode = mode;
  }

  /// Holds a lock on each of these tables, and no snapshot.
  static Blocker withLocks(Workbench bench, List<ObservedRelation> tables, String mode) {
    Session session = bench.openProber(NAME);
    Blocker blocker =
        new Blocker(session, Wait.Kind.TRANSACTIONS_WITH_A_LOCK, List.copyOf(tables), mode);
    boolean locked = false;
    try {
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      session.execute(
          tables.stream()
              .map(table -> "ONLY " + table.qualifiedName())
              .collect(Collectors.joining(", ", "LOCK TABLE ", " IN " + mode + " MODE")));
      locked = true;
      return blocker;
    } finally {
      if (!locked) {
        session.close();
      }
    }
  }

  /// Holds a snapshot, and no lock on any table of the application.
  static Blocker withSnapshot(Workbench bench) {
    Session session = bench.openProber(NAME);
    Blocker blocker =
        new Blocker(session, Wait.Kind.TRANSACTIONS_WITH_AN_OLDER_SNAPSHOT, List.of(), "");
    session.begin(IsolationLevel.REPEATABLE_READ, Access.READ_WRITE);
    session.execute("SELECT 1");
    return blocker;
  }

  long pid() {
    return pid;
  }

  Wait.Kind kind() {
    return kind;
  }

  /// Another of the same kind, begun now; empty where the statement holds a lock that lets none
  /// through.
  Optional<Blocker> successor(Workbench bench) {
    if (kind == Wait.Kind.TRANSACTIONS_WITH_AN_OLDER_SNAPSHOT) {
      return Optional.of(withSnapshot(bench));
    }
    try {
      return Optional.of(withLocks(bench, tables, mode));
    } catch (Fault e) {
      if (e.code() == PostgresError.LOCK_TIMEOUT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Gets out of the way.
  @Override
  public void close() {
    session.close();
  }
}
