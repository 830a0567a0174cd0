package dev.ballast.lab.traffic;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import java.time.Duration;
import java.util.Optional;

/// A worker's session, opened when it is needed and again after it was lost. For one thread, but
/// [#cancel] and [#cut] may come from any.
final class Line {
  /// A server that is gone is asked this often for a session; what arrives between fails at once.
  private static final Duration RETRY = Duration.ofMillis(100);

  private final SessionSource source;
  private final boolean readOnly;
  private final Clock clock;
  private final TrafficLog log;
  private final int number;
  private volatile Optional<Session> open = Optional.empty();
  private Optional<WorkSession> work = Optional.empty();
  private Optional<Fault> refused = Optional.empty();
  private long refusedAt;
  private boolean lost;

  Line(SessionSource source, boolean readOnly, Clock clock, TrafficLog log, int number) {
    this.source = source;
    this.readOnly = readOnly;
    this.clock = clock;
    this.log = log;
    this.number = number;
  }

  WorkSession session() {
    if (work.isPresent()) {
      return work.get();
    }
    if (refused.isPresent() && clock.since(refusedAt).compareTo(RETRY) < 0) {
      throw refused.get();
    }
    try {
      Session session = source.open();
      open = Optional.of(session);
      if (readOnly) {
        session.execute("SET default_transaction_read_only = on");
      }
      work = Optional.of(new WorkSession(session, clock, log, number));
      refused = Optional.empty();
      if (lost) {
        log.reconnected();
        lost = false;
      }
      return work.get();
    } catch (Fault e) {
      close();
      CommonError.rethrowInterrupt(e);
      refused = Optional.of(e);
      refusedAt = clock.nanoTime();
      throw e;
    }
  }

  /// Makes the session fit for what comes next, after a work ended or failed.
  ///
  /// @param keepsTransaction whether a transaction stays open, as it did in a recorded session
  void settle(boolean keepsTransaction) {
    if (open.isEmpty()) {
      return;
    }
    try {
      if (open.get().hasEnded()) {
        lost = true;
        close();
      } else if (!keepsTransaction && open.get().holdsTransaction()) {
        open.get().execute("ROLLBACK");
      }
    } catch (Fault e) {
      CommonError.keepInterrupt(e);
      lost = true;
      close();
    }
  }

  void close() {
    try {
      if (open.isPresent()) {
        open.get().close();
      }
    } catch (Fault alreadyGone) {
      // Nothing is left to close.
      CommonError.keepInterrupt(alreadyGone);
    } finally {
      open = Optional.empty();
      work = Optional.empty();
    }
  }

  /// Asks the server to end what runs.
  void cancel() {
    open.ifPresent(Session::cancel);
  }

  void cut() {
    open.ifPresent(Session::abort);
  }
}
