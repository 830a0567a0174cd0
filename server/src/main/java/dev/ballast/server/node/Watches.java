package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.log.watch.LogWatch;
import dev.ballast.observe.watch.Findings;
import dev.ballast.observe.watch.FleetWatch;
import dev.ballast.observe.watch.PoolerWatch;
import dev.ballast.observe.watch.WatchPlan;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.Target;

/// What a node watches: servers, their logs, and the poolers in front of them.
final class Watches {
  private Watches() {}

  /// Begins; ended with the parts.
  static void start(NodeSettings settings, Findings findings, Parts parts, Clock clock) {
    FleetWatch watch =
        FleetWatch.start(
            settings.configuration().targets(),
            new WatchPlan(Families.asked(), Inventories.all(), Family::cadence),
            findings,
            clock);
    parts.onEnd(watch::close);
    for (Pooler pooler : settings.configuration().poolers()) {
      PoolerWatch ofPooler = new PoolerWatch(pooler, findings, clock);
      parts.onEnd(Worker.start("pooler " + pooler.name(), ofPooler)::close);
    }
    for (Target target : settings.configuration().targets()) {
      target
          .log()
          .map(
              declared ->
                  new LogWatch(target, declared, settings.state().resolve("log"), findings, clock))
          .ifPresent(log -> parts.onEnd(Worker.start("log of " + target.name(), log)::close));
    }
  }
}
