package dev.ballast.observe.catalogue;

import dev.ballast.observe.catalogue.connections_near_limit.ConnectionsNearLimit;
import dev.ballast.observe.catalogue.idle_in_transaction.IdleInTransaction;
import dev.ballast.observe.catalogue.key_near_end.KeyNearEnd;
import dev.ballast.observe.catalogue.target_unreachable.TargetUnreachable;
import dev.ballast.observe.check.Check;
import java.util.List;

/// All checks, in the order of their names.
public final class AllChecks {
  private static final List<Check> CHECKS =
      List.of(
          new ConnectionsNearLimit(),
          new IdleInTransaction(),
          new KeyNearEnd(),
          new TargetUnreachable());

  private AllChecks() {}

  public static List<Check> list() {
    return CHECKS;
  }
}
