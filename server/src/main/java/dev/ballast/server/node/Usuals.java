package dev.ballast.server.node;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.event.EventSink;
import dev.ballast.observe.usual.Usual;
import dev.ballast.observe.usual.UsualLearner;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.usual.UsualTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What is usual at each target that this node watches, learned once a minute and kept in the
/// store, where a restart and another node find it. A target of which the store could not be asked
/// what was learned before is not learned. Runs until its thread is interrupted; [#of] is for any
/// number of threads.
final class Usuals implements Runnable {
  /// What is learned within this time is learned again after a kill.
  private static final Duration KEEP = Duration.ofMinutes(5);

  private final Sources sources;
  private final UsualTable table;
  private final Clock clock;
  private final Map<String, Desk> desks = new HashMap<>();
  private final Map<String, Usual> known = new ConcurrentHashMap<>();
  private volatile Optional<Fault> failing = Optional.empty();

  /// @param nanos when it was kept last
  private record Desk(UsualLearner learner, long nanos) {}

  /// What is learned from.
  ///
  /// @param states of the servers that this node watches now
  /// @param events what happened at a target within the last hour, the newest first
  /// @param reported takes that something could not be read
  record Sources(
      Supplier<List<TargetState>> states,
      Function<String, List<Event>> events,
      EventSink reported) {}

  Usuals(Sources sources, UsualTable table, Clock clock) {
    this.sources = requireNonNull(sources, "sources is null");
    this.table = requireNonNull(table, "table is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /// Empty where nothing is known yet.
  Optional<Usual> of(String target) {
    return Optional.ofNullable(known.get(target));
  }

  /// Why what is learned is not kept at present.
  Optional<Fault> failing() {
    return failing;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      clock.pause(UsualLearner.INTERVAL);
    }
  }

  /// Takes in what every target is now, and keeps what was not kept for some time.
  void look() {
    List<TargetState> states = sources.states().get();
    Set<String> targets = states.stream().map(TargetState::target).collect(Collectors.toSet());
    // What is another node's now is read again when it comes back.
    desks.keySet().retainAll(targets);
    known.keySet().retainAll(targets);
    Optional<Fault> failed = Optional.empty();
    for (TargetState state : states) {
      try {
        look(state);
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failed = Optional.of(fault);
      }
    }
    failing = failed;
  }

  private void look(TargetState state) {
    String target = state.target();
    Desk desk = desks.get(target);
    if (desk == null) {
      desk = new Desk(begin(target), clock.nanoTime());
      desks.put(target, desk);
    }
    desk.learner().take(state, sources.events().apply(target), clock.now());
    desk.learner().usual(clock.now()).ifPresent(usual -> known.put(target, usual));
    if (clock.since(desk.nanos()).compareTo(KEEP) >= 0) {
      keep(target, desk);
    }
  }

  private UsualLearner begin(String target) {
    UsualLearner learner = new UsualLearner(table.read(target));
    if (learner.unreadable() > 0) {
      sources
          .reported()
          .accept(
              Event.of(
                  target,
                  clock.now(),
                  EventSource.COLLECTION,
                  Severity.WARNING,
                  "usual",
                  "what is usual of %d series was damaged or kept by another version, and is learned"
                          .formatted(learner.unreadable())
                      + " again"));
    }
    return learner;
  }

  private void keep(String target, Desk desk) {
    table.write(target, desk.learner().kept());
    desks.put(target, new Desk(desk.learner(), clock.nanoTime()));
  }

  /// Keeps all that was learned; to be called when it runs no longer.
  void keepAll() {
    try {
      List.copyOf(desks.keySet())
          .forEach(target -> keep(target, requireNonNull(desks.get(target))));
    } catch (Fault fault) {
      // The store is away: the next node learns the last minutes again.
      CommonError.keepInterrupt(fault);
    }
  }
}
