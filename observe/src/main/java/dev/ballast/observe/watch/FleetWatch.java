package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Watches targets side by side, each on a virtual thread of its own, so that none waits for
/// another's server. For one thread at a time.
public final class FleetWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final WatchPlan plan;
  private final Findings findings;
  private final Clock clock;
  private final Map<String, Running> running = new LinkedHashMap<>();

  /// @param what a target or a pooler, as it is declared
  private record Running(Object what, Thread thread) {}

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

  /// Watches these from now on, and no other; one whose declaration is not the same is begun
  /// again. Returns when the watches of the others have ended.
  public void watchOnly(List<Target> targets, List<Pooler> poolers) {
    Set<Object> wanted = new HashSet<>(targets);
    wanted.addAll(poolers);
    List<String> others =
        running.entrySet().stream()
            .filter(entry -> !wanted.contains(entry.getValue().what()))
            .map(Map.Entry::getKey)
            .toList();
    end(others.stream().map(running::get).toList());
    for (String other : others) {
      running.remove(other);
      findings.board().remove(other);
    }
    targets.forEach(
        t -> {
          findings.board().add(t.name());
          begin(t.name(), t, () -> new TargetWatch(t, plan, findings, clock));
        });
    poolers.forEach(p -> begin(p.name(), p, () -> new PoolerWatch(p, findings, clock)));
  }

  private void begin(String name, Object what, Supplier<Runnable> watch) {
    if (!running.containsKey(name)) {
      Thread thread = Thread.ofVirtual().name("watch-" + name).start(watch.get());
      running.put(name, new Running(what, thread));
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
    end(List.copyOf(running.values()));
    running.clear();
  }

  private static void end(List<Running> watches) {
    watches.forEach(each -> each.thread().interrupt());
    boolean interrupted = false;
    for (Running each : watches) {
      while (each.thread().isAlive()) {
        try {
          each.thread().join();
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
