package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.Surroundings;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.store.event.Event;
import dev.ballast.store.sample.SeriesReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What checks look at beside figures and inventories: what happened, how backups stand, what
/// stored figures say, and how the node is doing. Safe for any number of threads.
final class Beside {
  private final RecentEvents events;
  private final Protections protections;
  private final Pasts pasts;
  private final Punctuality evaluations;
  private volatile Optional<Function<Duration, NodeCondition>> node = Optional.empty();
  private volatile Function<String, Optional<List<GoalState>>> goals = target -> Optional.empty();

  private Beside(RecentEvents events, Protections protections, Pasts pasts, Clock clock) {
    this.events = events;
    this.protections = protections;
    this.pasts = pasts;
    this.evaluations = new Punctuality(AlertWatch.INTERVAL, clock);
  }

  /// Begins to read it; ended with the parts.
  static Beside start(
      Protections.Sources sources, Records records, SeriesReader series, Parts parts, Clock clock) {
    RecentEvents events = new RecentEvents(records.events(), sources.inForce(), clock);
    parts.onEnd(Worker.start("recent events", events)::close);
    Protections protections = new Protections(sources, clock);
    parts.onEnd(Worker.start("protections", protections)::close);
    Pasts pasts = new Pasts(sources.board(), series, clock);
    parts.onEnd(Worker.start("pasts", pasts)::close);
    return new Beside(events, protections, pasts, clock);
  }

  /// From now on the node's own condition is looked at too.
  void reports(NodeHealth health) {
    node = Optional.of(health::condition);
  }

  /// From now on how objectives stand over time is looked at too.
  void knows(Budgets budgets) {
    goals = budgets::of;
  }

  /// How the backups of a target stand.
  Optional<Protection> protection(String target) {
    return protections.of(target);
  }

  /// Notes that checks are evaluated now, and returns by how much later than they were to be.
  Duration begin() {
    return evaluations.begin();
  }

  /// What happened within the last hour, the newest first.
  List<Event> events(String target) {
    return events.of(target).events();
  }

  Surroundings of(String target) {
    return new Surroundings(
        events.of(target).missing(),
        protections.of(target),
        pasts.of(target),
        Optional.empty(),
        goals.apply(target));
  }

  /// The same for the target at which the node's own condition is reported.
  Surroundings ofFirst(String target, Duration late) {
    Surroundings known = of(target);
    return node.map(condition -> known.with(condition.apply(late))).orElse(known);
  }
}
