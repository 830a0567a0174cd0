package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.report.server.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// How the objectives stood a moment ago, so that nobody who opens a page waits for the vaults of
/// all targets. They are looked at when the node starts, again and again while somebody reads
/// pages, and once a minute otherwise. Runs until its thread is interrupted. Safe for any number of
/// threads.
final class StatusBoard implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(10);

  /// How many times as seldom nobody is looked for.
  private static final int SELDOM = 6;

  private final Supplier<StatusReport> status;
  private final Supplier<StatusReport> unread;
  private final Demand demand;
  private final Clock clock;
  private volatile Optional<Seen> last = Optional.empty();

  /// How they stood.
  ///
  /// @param at when the look at them began
  private record Seen(StatusReport report, Instant at) {}

  /// @param status reads vaults
  /// @param unread what can be said before any vault was read
  StatusBoard(Supplier<StatusReport> status, Supplier<StatusReport> unread, Clock clock) {
    this.status = status;
    this.unread = unread;
    this.demand = new Demand(clock);
    this.clock = clock;
  }

  /// As it was seen last, with proofs as old as they are now; before the first look that nothing is
  /// known yet.
  StatusReport last() {
    demand.ask();
    return last.map(seen -> seen.report().later(Duration.between(seen.at(), clock.now())))
        .orElseGet(unread);
  }

  @Override
  public void run() {
    int waited = 0;
    while (!Thread.currentThread().isInterrupted()) {
      if (waited == 0 || demand.isThere()) {
        Instant at = clock.now();
        last = Optional.of(new Seen(status.get(), at));
      }
      waited = (waited + 1) % SELDOM;
      clock.pause(LOOK);
    }
  }
}
