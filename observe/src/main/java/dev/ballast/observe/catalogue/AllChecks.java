package dev.ballast.observe.catalogue;

import dev.ballast.observe.catalogue.connections_near_limit.ConnectionsNearLimit;
import dev.ballast.observe.catalogue.idle_in_transaction.IdleInTransaction;
import dev.ballast.observe.catalogue.target_unreachable.TargetUnreachable;
import dev.ballast.observe.check.Check;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// All checks, in the order of their names.
public final class AllChecks {
  private static final List<Check> CHECKS =
      Stream.concat(
              Stream.of(
                  new ConnectionsNearLimit(), new IdleInTransaction(), new TargetUnreachable()),
              ContentChecks.list().stream())
          .sorted(Comparator.comparing(Check::name))
          .toList();

  private AllChecks() {}

  public static List<Check> list() {
    return CHECKS;
  }
}
