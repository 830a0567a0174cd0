package dev.ballast.observe.catalogue;

import java.util.List;

/// Faults of a pooler.
final class PoolerFixtures {
  /// The checks that are tried with a real PgBouncer.
  static final List<String> CHECKS =
      List.of("pooler-clients-waiting", "pooler-pool-exhausted", "pooler-unreachable");

  private PoolerFixtures() {}
}
