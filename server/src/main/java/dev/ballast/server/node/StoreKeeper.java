package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.store.database.Store;
import java.time.Duration;
import java.util.Optional;

/// Starts the node's own store again where it has ended, until its thread is interrupted. What
/// keeps it from starting shows by samples that are not stored.
final class StoreKeeper implements Runnable {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Store store;
  private final Clock clock;
  private volatile Optional<Fault> failing = Optional.empty();

  StoreKeeper(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// What keeps the store from running at present.
  Optional<Fault> failing() {
    return failing;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        store.keepRunning();
        failing = Optional.empty();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failing = Optional.of(fault);
      }
      clock.pause(INTERVAL);
    }
  }
}
