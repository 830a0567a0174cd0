package dev.ballast.server.node;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.log.watch.LogWatch;
import dev.ballast.observe.study.StudyReader;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.observe.watch.Findings;
import dev.ballast.observe.watch.FleetWatch;
import dev.ballast.observe.watch.WatchPlan;
import dev.ballast.store.node.Membership;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.StatementSettings;
import dev.ballast.targets.config.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a node watches: servers, their logs, and the poolers in front of them.
final class Watches implements AutoCloseable {
  private final NodeSettings settings;
  private final Findings findings;
  private final Clock clock;
  private final FleetWatch watch;
  private final TargetShare share;
  private final Map<Target, Worker> logs = new HashMap<>();

  /// Which targets are this node's, and who else works on them.
  record Sharing(InForce inForce, Membership member, Receivers receivers, Probes probes) {}

  private Watches(NodeSettings settings, Sharing sharing, Findings findings, Clock clock) {
    this.settings = settings;
    this.findings = findings;
    this.clock = clock;
    StatementSettings statements = settings.configuration().serve().statements();
    WatchPlan plan =
        new WatchPlan(
            Families.asked(),
            Inventories.all(),
            Family::cadence,
            statements.literals() ? TextPolicy.AS_WRITTEN : TextPolicy.WITHOUT_LITERALS,
            statements.plans() ? StudyReader.Planning.ALLOWED : StudyReader.Planning.OFF);
    this.watch = FleetWatch.start(List.of(), plan, findings, clock);
    this.share =
        new TargetShare(
            sharing.member(),
            sharing.inForce(),
            (targets, poolers) -> {
              watch.watchOnly(targets, poolers);
              sharing.receivers().hold(targets);
              sharing.probes().hold(targets, sharing.inForce().get().poolers());
            },
            clock);
  }

  /// Begins; ended with the parts. Of servers and poolers this node watches its share; a log is
  /// where its file is.
  static void start(
      NodeSettings settings, Sharing sharing, Findings findings, Parts parts, Clock clock) {
    Watches watches = new Watches(settings, sharing, findings, clock);
    parts.onEnd(watches::close);
    watches.renew(sharing.inForce().get());
    parts.run("share", watches.share);
    sharing.inForce().onChange(watches::renew);
  }

  private synchronized void renew(Configuration configuration) {
    share.begin();
    Set<Target> declared = Set.copyOf(configuration.targets());
    for (Target gone : List.copyOf(logs.keySet())) {
      if (!declared.contains(gone)) {
        requireNonNull(logs.remove(gone)).close();
      }
    }
    for (Target target : configuration.targets()) {
      if (target.log().isPresent() && !logs.containsKey(target)) {
        LogWatch log =
            new LogWatch(
                target, target.log().get(), settings.state().resolve("log"), findings, clock);
        logs.put(target, Worker.start("log of " + target.name(), log));
      }
    }
  }

  @Override
  public synchronized void close() {
    logs.values().forEach(Worker::close);
    logs.clear();
    watch.close();
    share.end();
  }
}
