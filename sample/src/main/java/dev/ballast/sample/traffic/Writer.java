package dev.ballast.sample.traffic;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlState;
import java.time.Duration;
import java.time.Instant;

/// Takes arrivals, one after another, and executes each on its own session. Runs on one thread;
/// [#acknowledged()] may be asked from any.
final class Writer implements Runnable {
  /// An operation that could not begin this long after it was due is given up, as a user would.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Workload workload;
  private final int number;
  private final ReconnectingSession line;
  private volatile long acknowledged;

  /// What the writers of one traffic share.
  ///
  /// @param begin the time in the shop when the traffic starts
  record Workload(
      long run,
      Arrivals arrivals,
      Statements statements,
      Measurements measurements,
      StopSignal stop,
      Instant begin) {}

  Writer(Workload workload, int number, ReconnectingSession line) {
    this.workload = workload;
    this.number = number;
    this.line = line;
  }

  /// Every entry from 1 to this one was committed and acknowledged.
  AcknowledgedWrites acknowledged() {
    return new AcknowledgedWrites(workload.run(), number, acknowledged);
  }

  @Override
  public void run() {
    try (line) {
      boolean more = true;
      while (more) {
        Arrivals.Arrival arrival = workload.arrivals().next();
        long wait = arrival.dueNanos() - workload.measurements().elapsedNanos();
        more = workload.stop().pause(Duration.ofNanos(Math.max(0, wait))) && attempt(arrival);
      }
    }
  }

  /// Returns whether to continue.
  private boolean attempt(Arrivals.Arrival arrival) {
    Measurements measurements = workload.measurements();
    OperationKind kind = workload.statements().kindOf(arrival.number());
    if (measurements.elapsedNanos() - arrival.dueNanos() > PATIENCE.toNanos()) {
      measurements.failed(kind, "late");
      return true;
    }
    try {
      execute(arrival, kind);
      measurements.succeeded(kind, arrival.dueNanos());
      return true;
    } catch (Fault failure) {
      if (failure.code() == CommonError.INTERRUPTED) {
        return false;
      }
      measurements.failed(
          kind, SqlState.of(failure).map(s -> s.substring(0, 2)).orElse(failure.code().id()));
      line.recover(failure);
      return true;
    }
  }

  /// A failed entry is retried under its number, whatever came of its first commit; so the
  /// acknowledged entries have no gaps.
  private void execute(Arrivals.Arrival arrival, OperationKind kind) {
    Session session = line.session();
    long seq = acknowledged + 1;
    workload
        .statements()
        .execute(
            session,
            arrival.number(),
            workload.begin().plusNanos(arrival.dueNanos()),
            new Statements.LedgerEntry(workload.run(), number, seq));
    if (kind.isWriting()) {
      acknowledged = seq;
    }
  }
}
