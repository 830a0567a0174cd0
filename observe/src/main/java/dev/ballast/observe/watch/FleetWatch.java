package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Watches targets side by side, each on a virtual thread of its own, so that none waits for
/// another's server. For one thread at a time.
public final class FleetWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final WatchPlan plan;
  private final Findings findings;
  private final Clock clock;
  private final Map<String, Thread> threads = new LinkedHashMap<>();

  private FleetWatch(WatchPlan plan, Findings findings, Clock clock) {
    this.plan = plan;
    this.findings = findings;
    this.clock = clock;
  }

  /// Begins at once and returns; what is found is on the board.
  public static FleetWatch start(
      List<Target> targets, WatchPlan plan, Findings findings, Clock clock) {
    FleetWatch watch = new FleetWatch(plan, findings, clock);
    watch.watchOnly(targets, List.of());
    return watch;
  }

  /// Watches these from now on, and no other; returns when the watches of the others have ended.
  public void watchOnly(List<Target> targets, List<Pooler> poolers) {
    Set<String> names =
        Stream.concat(targets.stream().map(Target::name), poolers.stream().map(Pooler::name))
            .collect(Collectors.toSet());
    List<String> others = threads.keySet().stream().filter(t -> !names.contains(t)).toList();
    end(others.stream().map(threads::get).toList());
    for (String other : others) {
      threads.remove(other);
      findings.board().remove(other);
    }
    targets.forEach(t -> begin(t.name(), () -> new TargetWatch(t, plan, findings, clock)));
    poolers.forEach(p -> begin(p.name(), () -> new PoolerWatch(p, findings, clock)));
  }

  private void begin(String name, Supplier<Runnable> watch) {
    if (!threads.containsKey(name)) {
      findings.board().add(name);
      threads.put(name, Thread.ofVirtual().name("watch-" + name).start(watch.get()));
    }
  }

  /// Waits until each target had so many passes or cannot be reached, or the time is over, or this
  /// thread is interrupted.
  public void awaitPasses(long passes, Duration limit) {
    long began = clock.nanoTime();
    while (clock.since(began).compareTo(limit) < 0
        && !Thread.currentThread().isInterrupted()
        && findings.board().targets().stream()
            .anyMatch(t -> t.cost().passes() < passes && t.unreachable().isEmpty())) {
      clock.pause(POLL);
    }
  }

  /// Ends all watches; returns when the last has ended.
  @Override
  public void close() {
    end(List.copyOf(threads.values()));
    threads.clear();
  }

  private static void end(List<Thread> watches) {
    watches.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : watches) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
