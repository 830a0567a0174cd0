package dev.ballast.protect.verify;

import dev.ballast.evidence.Clock;
import java.time.Duration;

/// The time in which the indexes of a copy are compared with their tables, and how it is divided:
/// each index gets an equal part of what is left, so that what the small ones do not need is for
/// those that come later. For any number of threads.
final class IndexBudget {
  /// What every index gets, even when nothing is left.
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Clock clock;
  private final long started;
  private final Duration budget;
  private final int sessions;
  private long left;

  /// @param sessions how many indexes are compared at once
  /// @param indexes how many there are to compare
  IndexBudget(Duration budget, int sessions, long indexes, Clock clock) {
    this.clock = clock;
    this.started = clock.nanoTime();
    this.budget = budget;
    this.sessions = sessions;
    this.left = indexes;
  }

  /// The time for one more index.
  synchronized Duration next() {
    Duration remaining = budget.minus(clock.since(started));
    Duration share = left > sessions ? remaining.multipliedBy(sessions).dividedBy(left) : remaining;
    left = Math.max(0, left - 1);
    return share.compareTo(LEAST) < 0 ? LEAST : share;
  }

  Clock clock() {
    return clock;
  }
}
