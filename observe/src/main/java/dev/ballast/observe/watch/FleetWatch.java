package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Watches targets side by side, each on a virtual thread of its own, so that none waits for
/// another's server. For one thread at a time.
public final class FleetWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final List<Thread> threads = new ArrayList<>();

  private final Board board;

  private FleetWatch(Board board) {
    this.board = board;
  }

  /// Begins at once and returns; what is found is on the board.
  public static FleetWatch start(
      List<Target> targets, WatchPlan plan, Findings findings, Clock clock) {
    FleetWatch watch = new FleetWatch(findings.board());
    for (Target target : targets) {
      findings.board().add(target.name());
      watch.threads.add(
          Thread.ofVirtual()
              .name("watch-" + target.name())
              .start(new TargetWatch(target, plan, findings, clock)));
    }
    return watch;
  }

  /// Waits until each target had so many passes or cannot be reached, or the time is over, or this
  /// thread is interrupted.
  public void awaitPasses(long passes, Duration limit, Clock clock) {
    long began = clock.nanoTime();
    while (clock.since(began).compareTo(limit) < 0
        && !Thread.currentThread().isInterrupted()
        && board.targets().stream()
            .anyMatch(t -> t.cost().passes() < passes && t.unreachable().isEmpty())) {
      clock.pause(POLL);
    }
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
