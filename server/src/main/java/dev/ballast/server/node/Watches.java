package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.log.watch.LogWatch;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.observe.watch.Findings;
import dev.ballast.observe.watch.FleetWatch;
import dev.ballast.observe.watch.WatchPlan;
import dev.ballast.store.node.Membership;
import dev.ballast.targets.config.Target;
import java.util.List;

/// What a node watches: servers, their logs, and the poolers in front of them.
final class Watches {
  private Watches() {}

  /// Begins; ended with the parts. Of servers and poolers this node watches its share; a log is
  /// where its file is.
  static void start(
      NodeSettings settings, Membership member, Findings findings, Parts parts, Clock clock) {
    WatchPlan plan =
        new WatchPlan(
            Families.asked(),
            Inventories.all(),
            Family::cadence,
            settings.configuration().serve().statements().literals()
                ? TextPolicy.AS_WRITTEN
                : TextPolicy.WITHOUT_LITERALS);
    FleetWatch watch = FleetWatch.start(List.of(), plan, findings, clock);
    TargetShare share = new TargetShare(member, settings.configuration(), watch, clock);
    parts.onEnd(share::end);
    parts.onEnd(watch::close);
    share.begin();
    parts.onEnd(Worker.start("share", share)::close);
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
