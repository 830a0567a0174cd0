package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.report.server.StatusReport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// How the objectives stood a moment ago, so that nobody who opens a page waits for the vaults of
/// all targets. Runs until its thread is interrupted. Safe for any number of threads.
final class StatusBoard implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(10);

  /// What is older is not shown to somebody who comes after a while.
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final Supplier<StatusReport> status;
  private final Demand demand;
  private final Clock clock;
  private volatile Optional<Seen> last = Optional.empty();

  private record Seen(StatusReport report, long nanos) {}

  StatusBoard(Supplier<StatusReport> status, Clock clock) {
    this.status = status;
    this.demand = new Demand(clock);
    this.clock = clock;
  }

  /// As it was seen last, or as it is seen now where nobody has looked for a while.
  StatusReport last() {
    demand.ask();
    return last.filter(this::isFresh).orElseGet(this::look).report();
  }

  private boolean isFresh(Seen seen) {
    return clock.since(seen.nanos()).compareTo(FRESH) <= 0;
  }

  private Seen look() {
    Seen seen = new Seen(status.get(), clock.nanoTime());
    last = Optional.of(seen);
    return seen;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      if (demand.isThere()) {
        look();
      }
      clock.pause(LOOK);
    }
  }
}
