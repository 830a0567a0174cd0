package dev.ballast.lab.traffic;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.time.Duration;
import java.util.Optional;

/// Takes arrivals, one after another, and runs each in its session. Runs on one thread.
final class Worker implements Runnable {
  /// A worker that waits sees within this time that the traffic was stopped.
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final Plan plan;
  private final int number;
  private final Line line;

  /// What the workers of one traffic share.
  ///
  /// @param keepsTransactions whether a transaction may span works, as in a recording
  record Plan(
      Schedule schedule, TrafficLog log, Ending ending, Clock clock, boolean keepsTransactions) {}

  Worker(Plan plan, int number, Line line) {
    this.plan = plan;
    this.number = number;
    this.line = line;
  }

  Line line() {
    return line;
  }

  @Override
  public void run() {
    try {
      Optional<Arrival> arrival = plan.schedule().next(number);
      while (arrival.isPresent() && attempt(arrival.get())) {
        arrival = plan.schedule().next(number);
      }
    } finally {
      line.close();
    }
  }

  /// Returns whether to continue.
  private boolean attempt(Arrival arrival) {
    if (!waitFor(arrival.dueNanos())) {
      if (arrival.dueNanos() < plan.ending().stopNanos()) {
        plan.log().gaveUp();
      }
      return false;
    }
    plan.log().began(number, arrival.dueNanos());
    if (arrival.opensSession()) {
      line.close();
    }
    String work = arrival.work().name();
    try {
      arrival.work().perform(line.session(), arrival.random());
      line.settle(plan.keepsTransactions());
      plan.log().succeeded(number, work, arrival.dueNanos(), elapsed());
      return true;
    } catch (Fault failure) {
      plan.log().failed(number, work, arrival.dueNanos(), elapsed(), WorkSession.reason(failure));
      line.settle(plan.keepsTransactions());
      CommonError.keepInterrupt(failure);
      return failure.code() != CommonError.INTERRUPTED;
    }
  }

  /// Returns false where the traffic was stopped before the arrival was due, or its time is over.
  private boolean waitFor(long due) {
    while (true) {
      if (plan.ending().isOver() || due >= plan.ending().stopNanos()) {
        return false;
      }
      long left = due - elapsed();
      if (left <= 0) {
        return true;
      }
      plan.clock().pause(Duration.ofNanos(Math.min(left, GLANCE.toNanos())));
    }
  }

  private long elapsed() {
    return plan.clock().nanoTime() - plan.ending().startNanos();
  }
}
