package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.alert.AlertWatch;
import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.Surroundings;
import dev.ballast.observe.check.Unserved;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.event.Event;
import dev.ballast.store.node.Membership;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.usual.UsualTable;
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
  private final Usuals usuals;
  private final Punctuality evaluations;
  private volatile Optional<Function<Duration, NodeCondition>> node = Optional.empty();
  private volatile Function<String, Optional<List<GoalState>>> goals = target -> Optional.empty();
  private volatile Function<String, Optional<Unserved>> unserved = target -> Optional.empty();

  private Beside(
      RecentEvents events, Protections protections, Pasts pasts, Usuals usuals, Clock clock) {
    this.events = events;
    this.protections = protections;
    this.pasts = pasts;
    this.usuals = usuals;
    this.evaluations = new Punctuality(AlertWatch.INTERVAL, clock);
  }

  /// What is read from the store.
  ///
  /// @param series past figures
  /// @param usual what was learned of them
  record Stored(SeriesReader series, UsualTable usual) {
    static Stored of(NodeStore store, Membership member) {
      return new Stored(store.series(), new UsualTable(store.pool(), member.node()));
    }
  }

  /// Begins to read it; ended with the parts.
  static Beside start(
      Protections.Sources sources, Records records, Stored stored, Parts parts, Clock clock) {
    RecentEvents events = new RecentEvents(records.events(), sources.inForce(), clock);
    parts.run("recent events", events);
    Protections protections = new Protections(sources, clock);
    parts.run("protections", protections);
    Pasts pasts = new Pasts(sources.board(), stored.series(), clock);
    parts.run("pasts", pasts);
    Usuals usuals =
        new Usuals(
            new Usuals.Sources(
                () -> servers(sources.board()),
                target -> events.of(target).events(),
                records::happened),
            stored.usual(),
            clock);
    // When it learns no longer.
    parts.onEnd(usuals::keepAll);
    parts.run("usuals", usuals);
    return new Beside(events, protections, pasts, usuals, clock);
  }

  private static List<TargetState> servers(Board board) {
    return board.targets().stream()
        .filter(state -> state.families().stream().noneMatch(f -> f.family().isOfPooler()))
        .toList();
  }

  /// Why what is learned of figures is not kept at present.
  Optional<Fault> failing() {
    return usuals.failing();
  }

  /// From now on the node's own condition is looked at too.
  void reports(NodeHealth health) {
    node = Optional.of(health::condition);
  }

  /// From now on how objectives stand over time, and whether clients are served, is looked at too.
  void knows(Budgets budgets, Probes probes) {
    goals = budgets::of;
    unserved = probes::unserved;
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
        usuals.of(target),
        Optional.empty(),
        goals.apply(target),
        unserved.apply(target));
  }

  /// The same for the target at which the node's own condition is reported.
  Surroundings ofFirst(String target, Duration late) {
    Surroundings known = of(target);
    return node.map(condition -> known.with(condition.apply(late))).orElse(known);
  }
}
