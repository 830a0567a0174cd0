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

  private final Supplier<StatusReport> status;
  private final Clock clock;
  private volatile Optional<StatusReport> last = Optional.empty();

  StatusBoard(Supplier<StatusReport> status, Clock clock) {
    this.status = status;
    this.clock = clock;
  }

  /// As it was seen last.
  StatusReport last() {
    return last.orElseGet(status);
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      last = Optional.of(status.get());
      clock.pause(LOOK);
    }
  }
}
