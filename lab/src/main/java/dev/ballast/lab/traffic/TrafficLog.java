package dev.ballast.lab.traffic;

import dev.ballast.evidence.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What all workers did. Times are nanoseconds since the traffic began. Safe for any number of
/// threads.
final class TrafficLog {
  private static final long NONE = Long.MIN_VALUE;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Happenings happenings;
  private final Tally all = new Tally();
  private final Map<String, Tally> statements = new TreeMap<>();

  /// For each worker, when that was due which it is at.
  private final long[] underWay;

  private long reconnected;
  private long givenUp;

  TrafficLog(int workers, int mostKept) {
    underWay = new long[workers];
    Arrays.fill(underWay, NONE);
    happenings = new Happenings(mostKept);
  }

  void began(int worker, long due) {
    lock.lock();
    try {
      underWay[worker] = due;
    } finally {
      lock.unlock();
    }
  }

  void succeeded(int worker, String work, long due, long now) {
    lock.lock();
    try {
      all.succeeded(now - due);
      end(worker, work, due, now, Happenings.SUCCEEDED);
    } finally {
      lock.unlock();
    }
  }

  void failed(int worker, String work, long due, long now, String error) {
    lock.lock();
    try {
      all.failed(error);
      end(worker, work, due, now, happenings.error(error));
    } finally {
      lock.unlock();
    }
  }

  private void end(int worker, String work, long due, long now, int outcome) {
    happenings.add(due, Math.max(0, now - due), happenings.work(work), outcome);
    underWay[worker] = NONE;
    ended.signalAll();
  }

  void statementSucceeded(String statement, long nanos) {
    lock.lock();
    try {
      tally(statement).succeeded(nanos);
    } finally {
      lock.unlock();
    }
  }

  void statementFailed(String statement, String error) {
    lock.lock();
    try {
      tally(statement).failed(error);
    } finally {
      lock.unlock();
    }
  }

  private Tally tally(String statement) {
    return statements.computeIfAbsent(statement, name -> new Tally());
  }

  /// For an arrival that a worker had taken and did not begin.
  void gaveUp() {
    lock.lock();
    try {
      givenUp++;
    } finally {
      lock.unlock();
    }
  }

  void reconnected() {
    lock.lock();
    try {
      reconnected++;
    } finally {
      lock.unlock();
    }
  }

  long ended() {
    lock.lock();
    try {
      return all.ended();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until so many ended, well or badly; false where they did not in that time.
  boolean awaitEnded(long count, Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (all.ended() < count) {
        if (left <= 0) {
          return false;
        }
        left = ended.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// @param untaken when those were due that no worker has taken
  TrafficWindow window(long from, long to, long now, long[] untaken) {
    lock.lock();
    try {
      if (from < happenings.keptFrom()) {
        throw Fault.of(TrafficError.TRAFFIC_FORGOTTEN, "the traffic's beginning is not kept")
            .detail(
                "requested from "
                    + Duration.ofNanos(from)
                    + " after the start, kept from "
                    + Duration.ofNanos(happenings.keptFrom()));
      }
      Sweep sweep = new Sweep(from, to);
      happenings.forEach(sweep::ended);
      for (long due : underWay) {
        if (due != NONE) {
          sweep.unfinished(due, now);
        }
      }
      for (long due : untaken) {
        sweep.unfinished(due, now);
      }
      return sweep.window();
    } finally {
      lock.unlock();
    }
  }

  /// @param untaken how many arrivals no worker has taken
  TrafficReport report(Duration elapsed, long untaken) {
    lock.lock();
    try {
      List<TrafficReport.StatementReport> each =
          statements.entrySet().stream()
              .map(
                  entry ->
                      new TrafficReport.StatementReport(
                          entry.getKey(), entry.getValue().latency(), entry.getValue().errors()))
              .toList();
      return new TrafficReport(
          elapsed,
          all.ended() + givenUp + untaken,
          all.latency(),
          all.errors(),
          givenUp + untaken,
          reconnected,
          each);
    } finally {
      lock.unlock();
    }
  }

  /// Gathers the arrivals of a window.
  private final class Sweep {
    private final long from;
    private final long to;
    private final Tally tally = new Tally();
    private final Map<Integer, Tally> byWork = new HashMap<>();
    private final Concurrency concurrency;
    private long unfinished;
    private long longest;

    Sweep(long from, long to) {
      this.from = from;
      this.to = to;
      this.concurrency = new Concurrency(from, to);
    }

    private boolean isWithin(long due) {
      return due >= from && due < to;
    }

    void ended(long due, long latency, int work, int outcome) {
      concurrency.add(due, due + latency);
      if (!isWithin(due)) {
        return;
      }
      longest = Math.max(longest, latency);
      Tally ofWork = byWork.computeIfAbsent(work, number -> new Tally());
      if (outcome == Happenings.SUCCEEDED) {
        tally.succeeded(latency);
        ofWork.succeeded(latency);
      } else {
        tally.failed(happenings.errorName(outcome));
        ofWork.failed(happenings.errorName(outcome));
      }
    }

    void unfinished(long due, long now) {
      concurrency.add(due, Long.MAX_VALUE);
      if (isWithin(due)) {
        unfinished++;
        longest = Math.max(longest, now - due);
      }
    }

    TrafficWindow window() {
      Map<String, Tally> named = new TreeMap<>();
      byWork.forEach((work, each) -> named.put(happenings.workName(work), each));
      return new TrafficWindow(
          Duration.ofNanos(to - from),
          tally.ended() + unfinished,
          tally.latency(),
          tally.errors(),
          unfinished,
          concurrency.most(),
          Duration.ofNanos(longest),
          named.entrySet().stream()
              .map(
                  entry ->
                      new TrafficWindow.WorkWindow(
                          entry.getKey(), entry.getValue().latency(), entry.getValue().errors()))
              .toList());
    }
  }
}
