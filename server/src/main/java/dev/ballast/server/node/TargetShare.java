package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.store.node.Membership;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.Target;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Watches this node's share of the targets and poolers. While the store is away it continues with
/// those it has; a node that has not reached its store yet watches all, for twice is better than
/// not at all. Runs until its thread is interrupted.
final class TargetShare implements Runnable {
  private final Membership member;
  private final Supplier<Configuration> inForce;
  private final BiConsumer<List<Target>, List<Pooler>> held;
  private final Clock clock;

  /// @param held takes the targets and poolers that are this node's
  TargetShare(
      Membership member,
      Supplier<Configuration> inForce,
      BiConsumer<List<Target>, List<Pooler>> held,
      Clock clock) {
    this.member = member;
    this.inForce = inForce;
    this.held = held;
    this.clock = clock;
  }

  /// Takes the first share, or that of another configuration, or all where the store is away.
  synchronized void begin() {
    if (!renew()) {
      Configuration configuration = inForce.get();
      held.accept(configuration.targets(), configuration.poolers());
    }
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      clock.pause(Membership.BEAT);
      renew();
    }
  }

  private synchronized boolean renew() {
    Configuration configuration = inForce.get();
    try {
      Membership.Share share = member.renew(names(configuration));
      held.accept(
          configuration.targets().stream().filter(t -> share.held().contains(t.name())).toList(),
          configuration.poolers().stream().filter(p -> share.held().contains(p.name())).toList());
      if (!share.surplus().isEmpty()) {
        member.giveBack(share.surplus());
      }
      return true;
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      return false;
    }
  }

  private static List<String> names(Configuration configuration) {
    return Stream.concat(
            configuration.targets().stream().map(Target::name),
            configuration.poolers().stream().map(Pooler::name))
        .toList();
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
