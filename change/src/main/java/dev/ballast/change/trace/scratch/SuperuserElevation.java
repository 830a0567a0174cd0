package dev.ballast.change.trace.scratch;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/// Lends a superuser's power to the session of the migrations for one statement, which then runs on
/// its own backend and in its own transaction, where its locks are looked at. For one thread at a
/// time.
///
/// Nothing of the migration may run meanwhile: neither in that session, so there must be no event
/// trigger that fires and no lexical setting by which the server would read other statements in the
/// text than the grammar did; nor in another, so there must be no other session.
public final class SuperuserElevation {
  /// `in_failed_sql_transaction`.
  private static final String TRANSACTION_FAILED = "25P02";

  /// Opens a relation that nobody holds a lock on, which makes the session take note of what others
  /// committed: `LockRelationOid` in `lmgr.c`. It is the index of `pg_proc`'s TOAST table, which no
  /// statement can lock.
  private static final String TAKE_NOTE =
      "SELECT pg_catalog.pg_relation_size(2837::pg_catalog.oid)";

  /// A superuser is a member of every role. This asks the session's own memory of who is one, by
  /// which it decides everywhere.
  private static final String IS_SUPERUSER =
      "SELECT pg_catalog.pg_has_role(session_user, '"
          + ScratchLogin.ROOT
          + "'::pg_catalog.name, 'MEMBER'::pg_catalog.text) AS lent";

  private final ScratchServer server;

  public SuperuserElevation(ScratchServer server) {
    this.server = server;
  }

  /// What keeps the statement from being run as a superuser; empty where nothing does.
  ///
  /// @param known the backends of the trace's own sessions
  public Optional<String> obstacle(
      SuperuserStatement statement, Session subject, Collection<Long> known) {
    Circumstances found;
    try {
      found =
          subject.one(
              SqlResource.load(SuperuserElevation.class, "circumstances", server.version()),
              Circumstances::of);
    } catch (Fault e) {
      if (isFailedTransaction(e)) {
        return Optional.of("its transaction has failed");
      }
      throw e;
    }
    if (!found.standardStrings()) {
      return Optional.of("standard_conforming_strings is off");
    }
    if (statement.firesEventTriggers() && found.eventTriggers()) {
      return Optional.of("the function of an event trigger would run as a superuser too");
    }
    if (statement.callsWhatItFinds() && found.routines()) {
      return Optional.of(
          "there are functions or operators that its script could run as a superuser; create the"
              + " extension before them");
    }
    if (server.hasOthersThan(known)) {
      return Optional.of("another session is connected to the scratch server");
    }
    return Optional.empty();
  }

  private record Circumstances(boolean standardStrings, boolean eventTriggers, boolean routines) {
    static Circumstances of(Row row) {
      return new Circumstances(
          row.flag("standard_strings"), row.flag("event_triggers"), row.flag("routines"));
    }
  }

  /// Runs something while the session may do what a superuser may.
  ///
  /// @return empty where the power could not be lent, and so nothing was run
  public <T> Optional<T> during(Session subject, Supplier<T> statement) {
    if (!server.lend()) {
      return Optional.empty();
    }
    try {
      return isLent(subject) ? Optional.of(statement.get()) : Optional.empty();
    } finally {
      server.takeBack();
    }
  }

  /// Whether the session knows that the power was taken back; false where its transaction has
  /// failed, so that nothing but its end can be requested.
  ///
  /// Where the session still has the power, the server ends.
  public boolean isReturned(Session subject) {
    boolean lent;
    try {
      lent = isLent(subject);
    } catch (Fault e) {
      if (isFailedTransaction(e)) {
        return false;
      }
      throw e;
    }
    if (lent) {
      server.crash();
      throw new IllegalStateException("a session kept the power that it was lent");
    }
    return true;
  }

  private static boolean isLent(Session subject) {
    subject.text(TAKE_NOTE);
    return subject.one(IS_SUPERUSER, row -> row.flag("lent"));
  }

  private static boolean isFailedTransaction(Fault fault) {
    return fault.code() != CommonError.INTERRUPTED
        && SqlError.of(fault)
            .filter(error -> error.sqlState().equals(TRANSACTION_FAILED))
            .isPresent();
  }
}
