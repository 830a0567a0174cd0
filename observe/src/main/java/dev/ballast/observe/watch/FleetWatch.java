package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.family.Family;
import dev.ballast.targets.config.Target;
import java.util.ArrayList;
import java.util.List;

/// Watches targets side by side, each on a virtual thread of its own, so that none waits for
/// another's server. For one thread at a time.
public final class FleetWatch implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();

  private FleetWatch() {}

  /// Begins at once and returns; what is found is on the board.
  public static FleetWatch start(
      List<Target> targets, List<Family<?>> families, Board board, ReadingSink sink, Clock clock) {
    FleetWatch watch = new FleetWatch();
    for (Target target : targets) {
      board.add(target.name());
      watch.threads.add(
          Thread.ofVirtual()
              .name("watch-" + target.name())
              .start(new TargetWatch(target, families, board, sink, clock)));
    }
    return watch;
  }

  /// Ends all watches; returns when the last has ended.
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    threads.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
