package dev.ballast.server.node;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.check.Unserved;
import dev.ballast.observe.slo.ClientProbe;
import dev.ballast.observe.slo.ClientProbe.Answer;
import dev.ballast.observe.slo.Goals;
import dev.ballast.observe.slo.MinuteCounts;
import dev.ballast.observe.slo.Tally;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The probes of the targets that are this node's, each on a thread of its own, and what they
/// count. Safe for any number of threads.
final class Probes implements AutoCloseable {
  private final MinuteCounts counts = new MinuteCounts();
  private final Clock clock;
  private final Map<Declared, Worker> running = new HashMap<>();
  private final Map<String, Fault> unknown = new ConcurrentHashMap<>();
  private final Map<String, Unserved> unserved = new ConcurrentHashMap<>();

  /// A target with the poolers in front of it.
  private record Declared(Target target, List<Pooler> poolers) {}

  private Probes(Clock clock) {
    this.clock = clock;
  }

  /// Begins with none; ended with the parts.
  static Probes start(Parts parts, Clock clock) {
    Probes probes = new Probes(clock);
    parts.onEnd(probes::close);
    return probes;
  }

  /// What is measured at present.
  MinuteCounts counts() {
    return counts;
  }

  /// Why it is not known whether clients of the target are served.
  Optional<Fault> unknown(String target) {
    return Optional.ofNullable(unknown.get(target));
  }

  /// That no client of the target is served.
  Optional<Unserved> unserved(String target) {
    return Optional.ofNullable(unserved.get(target));
  }

  /// Tries these targets from now on, and no others.
  ///
  /// @param poolers all that are declared
  synchronized void hold(List<Target> share, List<Pooler> poolers) {
    Set<Declared> wanted = new HashSet<>();
    for (Target target : share) {
      wanted.add(
          new Declared(
              target,
              poolers.stream()
                  .filter(pooler -> pooler.target().equals(Optional.of(target.name())))
                  .toList()));
    }
    for (Declared one : List.copyOf(running.keySet())) {
      if (!wanted.contains(one)) {
        Worker worker = requireNonNull(running.remove(one));
        unknown.remove(one.target().name());
        unserved.remove(one.target().name());
        // It may wait for a server that does not answer.
        Thread.ofVirtual().name("end of probing").start(worker::close);
      }
    }
    for (Declared one : wanted) {
      running.computeIfAbsent(
          one,
          each ->
              Worker.start(
                  "probe " + each.target().name(),
                  new ClientProbe(
                      each.target(),
                      each.poolers(),
                      answer -> take(each.target(), answer),
                      clock)));
    }
  }

  private void take(Target target, Answer answer) {
    switch (answer) {
      case Answer.Served() -> {
        unserved.remove(target.name());
        count(target, true);
      }
      case Answer.Refused(Fault why) -> {
        Instant now = clock.now();
        unserved.compute(
            target.name(), (_, before) -> new Unserved(before == null ? now : before.since(), why));
        count(target, false);
      }
      case Answer.Unknown(Fault why) -> {
        unserved.remove(target.name());
        unknown.put(target.name(), why);
      }
    }
  }

  private void count(Target target, boolean good) {
    unknown.remove(target.name());
    counts.add(
        target.name(), Goals.availability(target.objectives()), Tally.one(good), clock.now());
  }

  @Override
  public void close() {
    List<Worker> all;
    synchronized (this) {
      all = List.copyOf(running.values());
      running.clear();
    }
    all.forEach(Worker::close);
  }
}
