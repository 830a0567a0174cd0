package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.store.database.Store;
import java.time.Duration;

/// Looks whether the store is there, and brings it back where it is not: at once, then less and
/// less often, until its thread is interrupted. Why it is away, the store itself says.
final class StoreKeeper implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(30);

  private final Store store;
  private final Runnable whenBack;
  private final Clock clock;

  /// @param whenBack what has to be done each time the store was found after an absence
  StoreKeeper(Store store, Runnable whenBack, Clock clock) {
    this.store = store;
    this.whenBack = whenBack;
    this.clock = clock;
  }

  @Override
  public void run() {
    Duration retry = FIRST_RETRY;
    while (!Thread.currentThread().isInterrupted()) {
      Duration pause = LOOK;
      try {
        if (store.reach()) {
          whenBack.run();
        }
        retry = FIRST_RETRY;
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        pause = retry;
        retry = retry.compareTo(LAST_RETRY.dividedBy(2)) > 0 ? LAST_RETRY : retry.multipliedBy(2);
      }
      clock.pause(pause);
    }
  }
}
