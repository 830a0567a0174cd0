package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.FleetWatch;
import dev.ballast.store.node.Membership;
import dev.ballast.targets.config.Target;
import java.util.List;
import java.util.Set;

/// Watches this node's share of the targets. While the store is away it continues with those it
/// has; a node that has not reached its store yet watches all, for twice is better than not at all.
/// Runs until its thread is interrupted.
final class TargetShare implements Runnable {
  private final Membership member;
  private final List<Target> targets;
  private final FleetWatch watch;
  private final Clock clock;

  TargetShare(Membership member, List<Target> targets, FleetWatch watch, Clock clock) {
    this.member = member;
    this.targets = List.copyOf(targets);
    this.watch = watch;
    this.clock = clock;
  }

  /// Takes the first share, or all where the store is away.
  void begin() {
    if (!renew()) {
      watch.watchOnly(targets);
    }
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      clock.pause(Membership.BEAT);
      renew();
    }
  }

  private boolean renew() {
    try {
      Membership.Share share = member.renew(targets.stream().map(Target::name).toList());
      watch.watchOnly(of(share.held()));
      if (!share.surplus().isEmpty()) {
        member.giveBack(share.surplus());
      }
      return true;
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      return false;
    }
  }

  private List<Target> of(Set<String> names) {
    return targets.stream().filter(target -> names.contains(target.name())).toList();
  }

  /// Gives all back at a regular end; where the store is away, the others wait.
  void end() {
    try {
      member.leave();
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
    }
  }
}
